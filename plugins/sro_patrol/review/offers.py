"""What the review brings to the hooks."""

from __future__ import annotations

from sro_ops import ReportContribution

PERMISSION = "admin.review"
"""The right of supervisors; officers do not hold it."""


def reports() -> list[ReportContribution]:
    """Return the report of identical lines."""
    from sro_patrol.review.reports import identical

    return [ReportContribution("patrol.identical", "Identical lines", identical, PERMISSION)]
