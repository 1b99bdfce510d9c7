"""Importing prices in the admin: upload a file, read the report, apply it.

Between report and application the drafts lie in the cache, so nothing of them is stored among the prices.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone

from portal.ec2.importing import intake, report
from portal.ec2.importing.apply import apply
from portal.ec2.importing.draft import Draft, draft
from portal.ec2.importing.problems import Refused
from portal.ec2.importing.select import REGION
from portal.ec2.importing.stream import Feed
from portal.ec2.models import Edition, Offer, Region
from portal.guards import MAX_PRICE_LIST_BYTES

KEPT_SECONDS = 3600
PERMISSION = "ec2.add_edition"


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Price file",
        help_text="The EC2 price list, the Compute Savings Plans list or the Spot advisor’s file; CSV or JSON, plain or gzip.",
    )
    region = forms.CharField(
        label="Region",
        max_length=40,
        required=False,
        help_text="Its code, such as eu-west-1. Only needed where the file is about several, or does not state it.",
    )

    def clean_region(self) -> str:
        code: str = self.cleaned_data["region"].strip().lower()
        if code and not REGION.fullmatch(code):
            raise forms.ValidationError("This is no code of a Region: write it like eu-west-1.")
        return code


class ApplyForm(forms.Form):
    anyway = forms.BooleanField(label="I have looked at the doubts; apply the prices all the same", required=False)


def urls(site: admin.AdminSite) -> list[URLPattern]:
    """For the admin of editions to put before its own."""
    return [
        path("import/", site.admin_view(upload), name="ec2_import"),
        path("import/<slug:token>/", site.admin_view(proposal), name="ec2_import_report"),
    ]


def upload(request: HttpRequest) -> HttpResponse:
    _check(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            drafts = _drafts(form.cleaned_data["file"], form.cleaned_data["region"])
        except Refused as error:
            form.add_error("file", str(error))
        else:
            token = secrets.token_hex(16)
            cache.set(_key(request, token), drafts, KEPT_SECONDS)
            return redirect("admin:ec2_import_report", token)
    context = {**_context(request, "Import prices"), "form": form, "most": MAX_PRICE_LIST_BYTES}
    return render(request, "admin/ec2/edition/import.html", context, status=422 if form.errors else 200)


def proposal(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the report, POST applies it."""
    _check(request)
    drafts = _kept(request, token)
    doubted = any(each.doubts for each in drafts)
    form = ApplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if doubted and not form.cleaned_data["anyway"]:
            form.add_error("anyway", "Tick this, or leave the prices as they are.")
        else:
            return _apply(request, token, drafts)
    context = {
        **_context(request, "What the file would change"),
        "form": form,
        "doubted": doubted,
        "drafts": [(each, [(finding, report.shown(finding)) for finding in each.findings]) for each in drafts],
    }
    return render(request, "admin/ec2/edition/import_report.html", context, status=422 if form.errors else 200)


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _context(request: HttpRequest, title: str) -> dict[str, Any]:
    return {**admin.site.each_context(request), "title": title, "opts": Edition._meta}


def _drafts(file: "UploadedFile[bytes]", code: str) -> list[Draft]:
    feed = Feed(file.name or "The file", file, dated=timezone.localdate(), size=file.size)
    found = intake.read(feed, [code] if code else [])
    known = set(Region.objects.values_list("code", flat=True)) | {code}
    # The Spot advisor’s file is about every Region there is.
    drafts = [draft(each) for each in found if each.offer != Offer.SPOT or each.region in known]
    if not drafts:
        raise Refused(f"{feed.name} is about no Region that this site knows. Import its EC2 price list first.")
    return drafts


def _key(request: HttpRequest, token: str) -> str:
    """Whoever uploaded a file is who applies it."""
    return f"ec2-import-{request.user.pk}-{token}"


def _kept(request: HttpRequest, token: str) -> list[Draft]:
    key = _key(request, token)
    # Asked first because reading an outdated entry would delete it, and reading a page changes nothing.
    drafts: list[Draft] | None = cache.get(key) if cache.has_key(key) else None
    if drafts is None:
        raise Http404("This report is no longer kept. Upload the file again.")
    return drafts


def _apply(request: HttpRequest, token: str, drafts: Sequence[Draft]) -> HttpResponse:
    try:
        for each in drafts:
            _log(request, apply(each), each)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"The chooser shows the new prices: {', '.join(each.title for each in drafts)}.")
    cache.delete(_key(request, token))
    return redirect("admin:ec2_edition_changelist")


def _log(request: HttpRequest, edition: Edition, applied: Draft) -> None:
    words = f"Imported from {applied.figures.origin.name}."
    LogEntry.objects.log_actions(request.user.pk or 0, [edition], ADDITION, words, single_object=True)
