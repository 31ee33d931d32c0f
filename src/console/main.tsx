/** The web page: starts it. */
import { render } from "preact";

const page = document.getElementById("page");
if (page) render(<h1>Postino</h1>, page);
