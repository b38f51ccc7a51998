"""Around Streamlit: the guard of every request and websocket, sign-in, static files, health, start-up."""
