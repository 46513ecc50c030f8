"""The HTTP side: API, page, and the live index behind them."""
