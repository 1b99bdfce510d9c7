from django.apps import AppConfig


class Ec2Config(AppConfig):
    name = "portal.ec2"
    verbose_name = "EC2 chooser"

    def ready(self) -> None:
        from portal.accounts import holdings
        from portal.curriculum import embeds
        from portal.ec2 import embed, saved
        from portal.ec2.costs import kind as cost
        from portal.ec2.practice import kind as case
        from portal.quizzes import kinds

        holdings.register(saved.HOLDING)
        embeds.register_widget(embed.WIDGET)
        kinds.register(case.Case, page="ec2:scenario", check=case.check)
        kinds.register(cost.Cost, page="ec2:first_cost", check=cost.check)
