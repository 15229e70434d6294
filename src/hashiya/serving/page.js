"use strict";
// Runs before the script of textual-serve opens the terminal: names the socket, takes the token out of the
// address, and waits for the font, by which the terminal measures its cells.
{
  const terminal = document.getElementById("terminal");
  const drawsGlyphs = document.createElement("canvas").getContext("webgl2") !== null;
  const socket = new URL(drawsGlyphs ? "/ws/canvas" : "/ws/dom", location.origin);
  socket.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  terminal.dataset.sessionWebsocketUrl = socket.href;
  history.replaceState(null, "", "/");
  document.getElementById("again").addEventListener("click", () => location.reload());
  const open = window.onload;
  window.onload = async (event) => {
    const styles = ["", "bold ", "italic ", "italic bold "];
    await Promise.allSettled(styles.map((style) => document.fonts.load(`${style}16px "Roboto Mono"`)));
    open(event);
  };
}
