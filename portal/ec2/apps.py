from django.apps import AppConfig


class Ec2Config(AppConfig):
    name = "portal.ec2"
    verbose_name = "EC2 chooser"
