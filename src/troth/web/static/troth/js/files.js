// Says at once what the server would say after the whole file had been sent: too large, too many. Nothing is kept back
// by this alone; without it the answer comes a little later.
document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("input[type=file][data-each]")) return;
  const each = Number(field.dataset.each), together = Number(field.dataset.together), most = Number(field.dataset.most);
  const files = [...field.files], all = files.reduce((sum, file) => sum + file.size, 0);
  const large = files.find((file) => file.size > each * 1e6);
  let said = "";
  if (large) said = `“${large.name}” is larger than ${each} MB. Hand over a link to it instead.`;
  else if (all > together * 1e6) said = `These are more than ${together} MB together. Hand over a link instead.`;
  else if (files.length > most) said = `A delivery carries up to ${most} files. Put several into one ZIP.`;
  field.setCustomValidity(said);
  const place = document.getElementById(`${field.id}_said`);
  if (place) place.textContent = said;
});
