import { useSyncExternalStore } from 'react'

const narrowQuery = '(max-width: 767px)'
const listen = (media: MediaQueryList) => (changed: () => void) => {
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}
/** A phone, or a window as narrow as one. */
export const useNarrow = (): boolean => {
  const media = matchMedia(narrowQuery)
  return useSyncExternalStore(listen(media), () => media.matches)
}

const listenOnline = (changed: () => void) => {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}
export const useOnline = (): boolean => useSyncExternalStore(listenOnline, () => navigator.onLine)
