// What the pages need beyond links and forms. Everything can be read and sent without it.
import htmx from "htmx.org";
import Alpine from "@alpinejs/csp";

import { keepForms } from "./forms_kept.js";
import { focusRefusals } from "./refusals.js";
import { openDialogs, closeMenus, foldSide, printAtOnce } from "./frame.js";
import { proposeWhileTyping } from "./finding.js";
import { listenForKeys } from "./keys.js";
import { present } from "./presenting.js";
import { onceAForm } from "./sending.js";
import { askInOurWords } from "./wanting.js";

import "../../plans/assets/drop.js";
import "../../plans/assets/review.js";

window.htmx = htmx;
window.Alpine = Alpine;

focusRefusals();
keepForms();
onceAForm();
askInOurWords();
closeMenus();
foldSide();
openDialogs();
printAtOnce();
listenForKeys();
proposeWhileTyping();
present();

// Apps may still add components in scripts of their own, which run deferred after this one.
document.addEventListener("DOMContentLoaded", () => Alpine.start());
