// Who is using this page. The token lives as long as the tab.

const KEY = "flashsale.session";
const DEVICE = "flashsale.device";

let current = read();

function read() {
  try {
    const session = JSON.parse(sessionStorage.getItem(KEY));
    return session && Date.parse(session.expiresAt) > Date.now() ? session : null;
  } catch {
    return null;
  }
}

/** `{subject, roles, token, expiresAt}`, or null. */
export function session() {
  return current;
}

export function signIn(token) {
  const claims = JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")));
  current = {
    token,
    subject: claims.sub,
    roles: claims.roles ?? [],
    expiresAt: new Date(claims.exp * 1000).toISOString(),
  };
  sessionStorage.setItem(KEY, JSON.stringify(current));
  return current;
}

export function signOut() {
  current = null;
  sessionStorage.removeItem(KEY);
}

export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same for every visit with this browser. */
export function deviceId() {
  let id = localStorage.getItem(DEVICE);
  if (!id) {
    id = uuid();
    localStorage.setItem(DEVICE, id);
  }
  return id;
}

/** Whether the platform hands out tokens without a password (profile dev). */
export function devLogin() {
  return document.documentElement.dataset.devLogin === "true";
}
