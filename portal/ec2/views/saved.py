"""The cases that a learner keeps: the list, saving and deleting. Both are safe to send twice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.guests import learner, learner_or_guest
from portal.ec2 import saved
from portal.ec2.models import SavedWorkload


@require_safe
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "ec2/saved.html", {"saved": saved.of(learner(request))})


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """From the chooser and back to it; where the name is no good, to the list with the form in it."""
    form = saved.SaveForm(request.POST, learner=learner(request))
    if not form.is_valid():
        context = {"saved": saved.of(learner(request)), "form": form}
        return render(request, "ec2/saved.html", context, status=422)
    kept = saved.save(learner_or_guest(request), form, now=timezone.now())
    messages.success(request, f"Saved as “{kept.name}”.")
    return redirect(kept)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the learner’s own; what is gone already is no error."""
    for kept in SavedWorkload.objects.filter(learner=learner(request), pk=pk):
        kept.delete()
        messages.success(request, f"“{kept.name}” is deleted.")
    return redirect("ec2:saved")
