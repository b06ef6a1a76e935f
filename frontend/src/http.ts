/** Requests of the page scripts: same origin, CSRF token, marked as fragments. */
export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

export function post(url: string, data: URLSearchParams, more: RequestInit = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: data,
    credentials: "same-origin",
    ...more,
    headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true", Accept: "application/json, text/html", ...more.headers },
  });
}

/** Whether the answer is the sign-in page in place of what was asked for. */
export function signedOut(response: Response): boolean {
  return response.status === 401 || (response.redirected && /\/login\//.test(response.url));
}
