// What the widgets share; it stands before each in one module.

// A new element. Article text is hostile and reaches the page as textContent, or as the value of an attribute.
function node(tag, cls, text, parent, attributes) {
  const made = document.createElement(tag);
  made.className = cls;
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  if (text) made.textContent = text;
  parent?.append(made);
  return made;
}

// JupyterLab must not take the keys of a widget for its own, but for saving the notebook.
function ownKeys(root, press) {
  root.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey) {
      if (e.key.toLowerCase() !== "s") e.stopPropagation();
      return;
    }
    e.stopPropagation();
    press(e);
  });
}

