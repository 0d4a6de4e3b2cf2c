"use strict";
(() => {
  const form = document.getElementById("keuzes");
  const recipient = document.getElementById("kies-ontvanger");
  const passages = document.getElementById("kies-passages");
  const kinds = document.getElementById("kies-soorten");
  const show = () => {
    for (const part of document.querySelectorAll("[data-ontvanger]")) {
      part.hidden = recipient.value !== "" && part.dataset.ontvanger !== recipient.value;
    }
    for (const row of document.querySelectorAll(".naast tbody tr")) {
      const changed = row.classList.contains("anders") || row.classList.contains("weg");
      const asked = row.classList.contains("vraag");
      row.hidden = (passages.value === "anders" && !changed) || (passages.value === "vraag" && !asked);
    }
    document.body.classList.toggle("zonder-soorten", !kinds.checked);
  };
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const section = target && target.closest("section.ontvanger");
    if (!section) return;
    recipient.value = section.dataset.ontvanger;
    if (target.hidden) passages.value = "";
    show();
    target.scrollIntoView();
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);
  form.hidden = false;
  if (recipient.options.length > 1) recipient.selectedIndex = 1;
  show();
  if (location.hash) follow();
})();
