"""How forms look everywhere: one template per field, with label, help and error tied to it."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    field_template_name = "components/_field.html"
