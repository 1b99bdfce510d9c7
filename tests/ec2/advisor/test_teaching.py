from pathlib import Path

import pytest

from portal.curriculum.markdown import render
from portal.ec2.advisor.teaching import Section

LESSONS = Path(__file__).resolve().parents[3] / "lessons"


@pytest.mark.parametrize("section", Section, ids=str)
def test_every_reason_leads_to_a_section_that_exists(section):
    body = (LESSONS / f"{section.lesson}.md").read_text().split("---\n", 2)[2]

    assert section.anchor in {heading.anchor for heading in render(body).headings}
