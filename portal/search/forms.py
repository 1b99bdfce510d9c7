"""What a search is asked."""

from django import forms

from portal.search.models import Document
from portal.search.query import MAX_LENGTH

MAX_PAGE = 100_000
KINDS = [
    (Document.Kind.LESSON.value, "Lessons"),
    (Document.Kind.QUIZ.value, "Quizzes"),
    (Document.Kind.TERM.value, "Terms"),
    (Document.Kind.RESOURCE.value, "Resources"),
]


class SearchForm(forms.Form):
    """Every field may be missing or odd: a search has no wrong input, only none."""

    q = forms.CharField(required=False, strip=True)
    kind = forms.ChoiceField(required=False, choices=KINDS)
    page = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGE)

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"])[:MAX_LENGTH]

    @property
    def asked(self) -> tuple[str, str, int]:
        """(words, kind, page); what could not be read is its default."""
        self.is_valid()
        cleaned = self.cleaned_data
        return cleaned.get("q", ""), cleaned.get("kind", ""), cleaned.get("page") or 1
