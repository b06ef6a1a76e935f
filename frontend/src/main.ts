/** Entry of the page scripts. Styles come along so that Vite writes one stylesheet. Each element's file says how to use it. */
import "./styles/index.css";
import "./htmx";
import "./keyboard";
import "./submit";
import "./elements/appearance";
import "./elements/clock";
import "./elements/combobox";
import "./elements/dialog";
import "./elements/draft";
import "./elements/menu";
import "./elements/panetabs";
import "./elements/poll";
import "./elements/shortcuts";
import "./elements/sortable";
import "./elements/toast";
import "./console";
import "./type_ahead";
