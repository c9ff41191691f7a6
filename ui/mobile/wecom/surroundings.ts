const triedKey = 'lianke.wecom_tried'
const triedMs = 60_000

/**
 * Are we inside a WeCom client? Its web view says so; and since our pages forbid being framed by strangers,
 * a page that finds itself in a frame is shown by a client (the sandbox).
 */
export const inWecom = (): boolean => /wxwork/i.test(navigator.userAgent) || window.parent !== window

/** Was sign-in through WeCom tried in this window within the last minute? */
export const wecomJustTried = (): boolean => Date.now() - Number(sessionStorage.getItem(triedKey) ?? 0) < triedMs

/** Leaves for WeCom's authorisation and comes back to `to`. */
export const wecomSignIn = (to: string): void => {
  sessionStorage.setItem(triedKey, String(Date.now()))
  location.replace(wecomSignInPath(to))
}
export const wecomSignInPath = (to: string): string => `/sign-in/wecom?to=${encodeURIComponent(to)}`
