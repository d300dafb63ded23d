"""The ASGI shell around Streamlit: launcher, headers, French page shell, own routes."""
