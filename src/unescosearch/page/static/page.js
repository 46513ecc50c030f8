// Adds to a page that works without it: keys to move about, copying, sharing, tidy addresses.
"use strict";

const box = document.getElementById("q");
const said = document.getElementById("said");
const letterKeys = document.getElementById("letter-keys");
const titles = [...document.querySelectorAll(".result .title")];

for (const element of document.querySelectorAll("[data-script]")) element.hidden = false;

// ---- keys ----

const remembered = (() => {
  try { return localStorage; } catch { return null; } // storage may be forbidden
})();
letterKeys.checked = remembered?.getItem("letter-keys") !== "off";
letterKeys.addEventListener("change", () => remembered?.setItem("letter-keys", letterKeys.checked ? "on" : "off"));

function move(step) {
  const at = titles.indexOf(document.activeElement);
  const next = at < 0 ? titles[step > 0 ? 0 : titles.length - 1] : titles[at + step];
  if (next) next.focus();
  else if (at === 0) focusBox();
}

function focusBox() {
  box.focus();
  box.select();
}

function isTyping(element) {
  return element.matches("textarea, select, [contenteditable], input:not([type=checkbox])");
}

// On a Cyrillic or Arabic keyboard the keys of j, k and / carry other signs: there the place of the key counts.
function isKey(event, sign, place, standIns = "") {
  return event.key === sign || (event.code === place && (event.key > "\u007f" || standIns.includes(event.key)));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const active = document.activeElement ?? document.body;
  const onTitle = titles.includes(active);
  if (event.key === "Escape") {
    const menu = document.querySelector(".tongues[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (active !== box) {
      focusBox();
    } else {
      return; // in the box Escape empties it, as everywhere
    }
  } else if (event.key === "ArrowDown" && (onTitle || (active === box && titles.length))) {
    move(1);
  } else if (event.key === "ArrowUp" && onTitle) {
    move(-1);
  } else if (isTyping(active) || !letterKeys.checked) {
    return;
  } else if (isKey(event, "/", "Slash", ".")) {
    focusBox();
  } else if (isKey(event, "j", "KeyJ") && titles.length) {
    move(1);
  } else if (isKey(event, "k", "KeyK") && titles.length) {
    move(-1);
  } else {
    return;
  }
  event.preventDefault();
});

// ---- copying and sharing ----

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  // Plain http inside an office network has no clipboard object.
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("not copied");
}

async function copyWithWord(button, text) {
  const label = button.textContent;
  let word = document.body.dataset.copied;
  try { await copy(text); } catch { word = document.body.dataset.notCopied; }
  said.textContent = word;
  button.textContent = word;
  button.focus();
  setTimeout(() => { button.textContent = label; said.textContent = ""; }, 2500);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy], button[data-share], button[data-print]");
  const menu = document.querySelector(".tongues[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
  if (!button) return;
  if ("print" in button.dataset) return print();
  if (button.dataset.copy) return copyWithWord(button, button.dataset.copy);
  const url = new URL(button.dataset.share, location.href).href;
  if (!navigator.share) return copyWithWord(button, url);
  try { await navigator.share({ title: document.title, url }); } catch { /* the reader changed their mind */ }
});

// ---- forms and filters ----

box.addEventListener("input", () => { box.dir = box.value ? "auto" : document.documentElement.dir; });

document.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

const filters = document.querySelector(".filters");
if (filters && !CSS.supports("selector(::details-content)") && matchMedia("(min-width: 62rem)").matches) {
  filters.open = true;
}
