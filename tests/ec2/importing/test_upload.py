"""Importing in the admin: the report first, then the application, by those who may."""

import gzip
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.ec2.models import Edition, Offer, Price
from tests import factories
from tests.ec2.importing import pricelist

pytestmark = pytest.mark.django_db
PAGE = "/admin/ec2/edition/import/"


def upload(client, content, **fields):
    return client.post(PAGE, {"file": SimpleUploadedFile("index.csv", content), **fields})


@pytest.fixture
def report(editor_client):
    """The address of the report on a sound file."""
    answer = upload(editor_client, gzip.compress(pricelist.price_list(pricelist.m5_rows())))
    assert answer.status_code == 302
    return answer.url


def test_an_upload_leads_to_its_report_and_changes_nothing(editor_client, report):
    page = editor_client.get(report).content.decode()

    assert "On-Demand, Reserved Instances and Dedicated Hosts, us-east-1, 20 November 2026" in page
    assert re.search(r"On-Demand prices</th><td>12</td>", page)
    assert "Types that get their first price: 3." in page
    assert not Edition.objects.exists()


def test_the_report_is_applied_on_a_click_and_logged(editor_client, report):
    answer = editor_client.post(report, follow=True)

    edition = Edition.objects.get()
    assert edition.active
    assert "The chooser shows the new prices" in answer.content.decode()
    assert LogEntry.objects.get().object_id == str(edition.pk)
    assert editor_client.get(report).status_code == 404


def test_doubts_must_be_overruled_by_name(editor_client):
    rows = [*pricelist.m5_rows(), pricelist.m5_rows()[0]]
    where = upload(editor_client, pricelist.price_list(rows)).url

    refused = editor_client.post(where)
    assert refused.status_code == 422
    assert "Tick this, or leave the prices as they are." in refused.content.decode()
    assert not Edition.objects.exists()

    editor_client.post(where, {"anyway": "on"})
    assert Price.objects.filter(edition__active=True, type="m5.large", os="linux").get().hourly is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00", "is not text"),
        (b"SKU,Price\n1,2\n", "states no publication date"),
        (pricelist.price_list(pricelist.m5_rows())[:-20], "cut off"),
        (pricelist.advisor(), "is about no Region that this site knows"),
    ],
)
def test_a_wrong_file_gets_words_beside_the_field(editor_client, content, words):
    answer = upload(editor_client, content)

    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize("region", ["nowhere", "us-west-2-lax-1", "x" * 41, "us-east-1; drop"])
def test_a_wrong_region_gets_words_beside_the_field(editor_client, region):
    answer = upload(editor_client, pricelist.price_list(pricelist.m5_rows()), region=region)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"region"}


def test_a_report_is_outdated_once_the_prices_changed(editor_client, report):
    other = upload(editor_client, pricelist.price_list(pricelist.m5_rows())).url
    editor_client.post(other)

    answer = editor_client.post(report, follow=True)

    assert "Prices changed since this report was made" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_spot_of_all_known_regions_is_applied_at_once(editor_client, report):
    editor_client.post(report)

    where = upload(editor_client, pricelist.advisor(regions=["us-east-1", "eu-west-1"])).url
    editor_client.post(where)

    assert [each.region_id for each in Edition.objects.filter(offer=Offer.SPOT, active=True)] == ["us-east-1"]


def test_only_those_who_may_add_editions_import(editor_client, report):
    clients = {}
    for name, codename in (("looks", "view_edition"), ("adds", "add_edition")):
        user = factories.make_user(name, is_staff=True)
        user.user_permissions.add(Permission.objects.get(codename=codename))
        clients[name] = Client()
        clients[name].force_login(user)

    assert clients["looks"].get(PAGE).status_code == 403
    assert clients["looks"].post(report).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert clients["adds"].get(PAGE).status_code == 200
    assert clients["adds"].get(report).status_code == 404


def test_the_list_of_editions_leads_to_the_upload(editor_client):
    assert f'href="{PAGE}"' in editor_client.get("/admin/ec2/edition/").content.decode()
