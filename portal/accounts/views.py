"""The learner's own account: profile, everything as a download, and deletion."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts import identity
from portal.accounts.forms import DeleteForm, ProfileForm
from portal.accounts.guests import learner, learner_or_guest
from portal.accounts.models import User

FORGOTTEN = "Everything that belonged to you is deleted."
NOTHING_KEPT = "This site keeps nothing about you yet."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    """Time zone, shortcuts, theme; the way to password, sign-in methods, download and deletion."""
    who = learner(request)
    if who is None:
        return redirect_to_login(request.get_full_path())
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=who)
    if form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Single keys off, or on with `shortcuts=1`, for a visitor too, whom the keys meet as well."""
    who = learner_or_guest(request)
    who.shortcuts = request.POST.get("shortcuts") == "1"
    who.save(update_fields=["shortcuts"])
    messages.success(request, f"Single keys are {'on' if who.shortcuts else 'off'}.")
    return redirect(f"{reverse('learn:help')}#s-keys")


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Everything the site keeps about the learner, as one JSON file."""
    who = learner(request)
    if who is None:
        return _nothing(request)
    response = JsonResponse(identity.export(who), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = f'attachment; filename="stratum-{timezone.now():%Y-%m-%d}.json"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete(request: HttpRequest) -> HttpResponse:
    """GET explains and asks; POST deletes the account, or a guest's work, for good."""
    who = learner(request)
    if who is None:
        return _nothing(request)
    form = DeleteForm(request.POST if request.method == "POST" else None, user=who)
    if form.is_valid():
        return _delete(request, who)
    return render(request, "accounts/delete.html", {"form": form}, status=422 if form.errors else 200)


def _delete(request: HttpRequest, who: User) -> HttpResponse:
    identity.forget(User.objects.get(pk=who.pk))
    logout(request)
    messages.success(request, FORGOTTEN)
    return redirect("learn:home")


def _nothing(request: HttpRequest) -> HttpResponse:
    messages.info(request, NOTHING_KEPT)
    return redirect("learn:home")
