// The first run guesses the time zone and the country from the browser; both stay the person's to choose.
document.addEventListener("DOMContentLoaded", () => {
  const guess = (id, value) => {
    const select = document.getElementById(id);
    const untouched = select && select.form.dataset.guess === "yes";
    if (untouched && value && [...select.options].some((option) => option.value === value)) select.value = value;
  };
  guess("id_zone", Intl.DateTimeFormat().resolvedOptions().timeZone);
  guess("id_country", navigator.language.split("-")[1]);
});
