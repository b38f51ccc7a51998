/* Streamlit's own English words and number habits into Vietnamese, before its code runs and as it draws. */
"use strict";
