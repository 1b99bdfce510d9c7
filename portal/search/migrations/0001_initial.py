from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "owner",
                    models.CharField(
                        db_index=True, help_text="What is replaced together, such as a topic.", max_length=80
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lesson", "Lesson"),
                            ("quiz", "Quiz"),
                            ("term", "Term"),
                            ("resource", "Resource"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ref", models.PositiveBigIntegerField(help_text="Primary key of what it leads to.")),
                ("url", models.CharField(max_length=500)),
                ("title", models.CharField(max_length=300)),
                ("context", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("kind", "ref"), name="one_document_per_target"),
        ),
        migrations.RunSQL(
            "CREATE VIRTUAL TABLE search_text USING fts5(title, headings, body, "
            "tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')",
            "DROP TABLE search_text",
        ),
        migrations.RunSQL(
            "CREATE VIRTUAL TABLE search_words USING fts5(words, "
            "tokenize='unicode61 remove_diacritics 2', detail='none')",
            "DROP TABLE search_words",
        ),
        migrations.RunSQL(
            "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_words, 'row')",
            "DROP TABLE search_vocabulary",
        ),
    ]
