// What the widgets share; it stands before each in one module.

// A new element. Article text is hostile and reaches the page as textContent only.
function node(tag, cls, text, parent) {
  const made = document.createElement(tag);
  made.className = cls;
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

