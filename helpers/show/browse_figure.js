// A figure whose parts are doors, drawn by the same code as the one that is saved.
function drawFigure(view, box) {
  const { data } = view;
  const parsed = new DOMParser().parseFromString(data.figure.svg, "image/svg+xml");
  const svg = document.importNode(parsed.documentElement, true);
  for (const part of svg.querySelectorAll("style, metadata, script")) part.remove();
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", data.figure.alt);
  box.append(svg);
  node("p", "mv-about", data.figure.caption, box);
  const parts = data.figure.parts.flatMap(([id, label, address]) => {
    const part = svg.querySelector(`[id="${id}"]`);
    if (!part) return [];
    part.setAttribute("role", "button");
    part.setAttribute("aria-label", label);
    part.setAttribute("tabindex", "-1");
    part.dataset.address = address;
    return [part];
  });
  parts[0]?.setAttribute("tabindex", "0");
  const go = (part) => { view.select(readAddress(part.dataset.address), null); view.show("why"); };
  svg.addEventListener("click", (e) => { const part = e.target.closest("[role=button]"); if (part) go(part); });
  svg.addEventListener("keydown", (e) => {
    const n = parts.indexOf(e.target), way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (n < 0) return;
    if (e.key === "Enter" || e.key === " ") go(parts[n]);
    else if (way) {
      const next = parts[(n + way + parts.length) % parts.length];
      parts[n].setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    } else return;
    e.preventDefault();
  });
  return parts;
}

