"""The admin's own forms, filled in as a browser would fill them."""

import datetime

from django.contrib.auth.models import Permission
from django.test import Client

from tests import factories


class Desk:
    """A member of staff in the admin."""

    def __init__(self, client):
        self.client = client

    def filled(self, address, **changes):
        """What a browser would post from the form at the address, with some fields changed."""
        response = self.client.get(address)
        assert response.status_code == 200, address
        form = response.context["adminform"].form
        data = {}
        for name in form.fields:
            value = form[name].value()
            if name == "publish":
                value = value or ""
                moment = value.astimezone(datetime.UTC) if value else None
                data |= {
                    "publish_0": f"{moment:%Y-%m-%d}" if moment else "",
                    "publish_1": f"{moment:%H:%M:%S}" if moment else "",
                }
            elif isinstance(value, list):
                data[name] = value
            else:
                data[name] = "" if value is None else str(value).replace("\n", "\r\n")
        return data | changes

    def save(self, address, **changes):
        return self.client.post(address, {**self.filled(address, **changes), "_continue": "1"}, follow=True)

    def preview(self, address, **changes):
        """The form of the address, sent to the preview that stands beside it."""
        where = address.replace("/change/", "/preview/").replace("/add/", "/add/preview/")
        return self.client.post(where, self.filled(address, **changes))

    def errors(self, response):
        form = response.context["adminform"].form
        return {name: list(messages) for name, messages in form.errors.items()}


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def change(row):
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def add(model):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/"


def listing(model):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def staff_who_may(*codenames):
    """The client of somebody on the staff with these permissions and no others."""
    user = factories.make_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client
