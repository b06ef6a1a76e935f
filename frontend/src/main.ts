/** Entry of the page scripts. Styles come along so that Vite writes one stylesheet. */
import "./styles/index.css";
import "./htmx";
