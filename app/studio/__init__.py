"""The studio: Chainlit as a client of the LangGraph API."""
