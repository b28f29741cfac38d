"""The screens beside the Desk."""
