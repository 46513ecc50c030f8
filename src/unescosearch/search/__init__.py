"""The search: a query is understood, passages are retrieved and fused to one ranking, and grouped by work."""
