"""The chooser: three types for a workload and what they cost, or a table of all types. Also the table as a file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.ec2 import addresses
from portal.ec2.answers import stock_of
from portal.ec2.columns import columns
from portal.ec2.form import Form
from portal.ec2.results import found, results
from portal.ec2.sheet import sheet
from portal.ec2.views.asked import Asked, asked
from portal.htmx import render_page_or_partial, wants_partial


@require_safe
def chooser(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx the results and what changes beside them."""
    page = asked(request.GET)
    problems = page.problems | _families(page)
    form = Form(page.state, page.regions, problems, request.GET)
    answer = results(page, form)
    context = {"page": page, "form": form, "problems": problems, "answer": answer, "swapped": wants_partial(request)}
    status = 422 if problems else 200
    response = render_page_or_partial(request, "ec2/chooser.html", "results", context, status=status)
    if wants_partial(request):
        response.headers["HX-Push-Url"] = addresses.chooser(page.query)
    return response


def _families(page: Asked) -> dict[str, str]:
    """Only the data knows which exist."""
    known = stock_of(page.catalogue).families
    unknown = [family for family in page.state.filters.families if family not in known]
    if not known or not unknown:
        return {}
    return {"family": f"There is no family {', '.join(unknown)}. Names look like m7g or c7i."}


@require_safe
def csv_file(request: HttpRequest) -> HttpResponse:
    """Exactly the table that the same address shows, with all its pages."""
    page = asked(request.GET)
    _, selection = found(page)
    shown = columns(spot=stock_of(page.catalogue).spot)
    name = f"ec2-{page.catalogue.region}-{page.catalogue.os}.csv"
    return HttpResponse(
        sheet(selection.ordered, shown, page.state.filters),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
