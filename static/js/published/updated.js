// Published site: when the record last changed, from the file that says it; the page itself stays as it is.
document.addEventListener("DOMContentLoaded", async () => {
  const place = document.querySelector("[data-updated]");
  if (!place) return;
  const answer = await fetch(place.dataset.updated);
  if (!answer.ok) return;
  const { day, words } = await answer.json();
  if (!day) return;
  const time = document.createElement("time");
  time.dateTime = day;
  time.textContent = words;
  place.querySelector("a")?.replaceWith(time);
});
