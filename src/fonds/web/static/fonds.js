/* Makes reading easier and nothing possible that is not without it: a button that copies the citation. */
"use strict";

(() => {
  const passage = () => {
    const label = decodeURIComponent(location.hash.slice(1));
    return label && !label.startsWith("_") && document.getElementById(label) ? label : "";
  };

  const textOf = (line) => {
    const label = passage();
    const text = line.textContent.trim();
    return label ? text.replace(/\.$/, "") + "#" + label + "." : text;
  };

  const copyBySelection = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "vh";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  };

  const addButton = (line) => {
    const button = document.createElement("button");
    const status = document.createElement("span");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy citation";
    status.className = "copied";
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      status.textContent = (await copy(textOf(line))) ? "Copied" : "Could not be copied: please select the text";
    });
    line.after(button, status);
  };

  document.querySelectorAll("[data-copy]").forEach(addButton);
})();
