/** The web page: starts it. */
import { render } from "preact";
import { followAddress } from "./address.ts";
import { App } from "./app.tsx";
import { followChoices } from "./choices.ts";
import { followKeys } from "./keys.ts";
import { keepFocus } from "./parts/kept-focus.ts";
import "./style.css";
import "./parts/transcript.css";
import "./blocks/blocks.css";
import "./logs/logs.css";
import "./settings/settings.css";
import "./sessions/sessions.css";
import "./why/why.css";

followChoices();
followAddress();
followKeys();
keepFocus();
const page = document.getElementById("page");
if (page) render(<App />, page);
