import { type Label, label } from '@lianke/kernel'
import { useCallback } from 'react'
import { useText } from '../i18n/i18n.ts'

export interface Position {
  readonly lat: number
  readonly lng: number
}
const options: PositionOptions = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 20_000 }
const denied = label(
  '没有定位权限。请在手机设置里允许本应用（聊天应用或浏览器）使用位置，然后再试。',
  'Location is not allowed. Allow this app (the chat application or the browser) to use location in the phone’s settings, then try again.',
)
const words: Readonly<Record<number, Label>> = {
  1: denied,
  2: label(
    '暂时定不到位。请走到窗边或室外，打开手机定位后再试。',
    'No position right now. Move to a window or outside, turn location on, then try again.',
  ),
  3: label('定位超时。请打开手机定位，稍等一下再试。', 'Locating took too long. Turn location on and try again in a moment.'),
}

/** Where the phone is; refused with a sentence that says what to do. */
export const usePosition = () => {
  const text = useText()
  return useCallback(
    (): Promise<Position> =>
      new Promise((found, failed) => {
        if (!navigator.geolocation) return failed(new Error(text(denied)))
        navigator.geolocation.getCurrentPosition(
          ({ coords }) => found({ lat: coords.latitude, lng: coords.longitude }),
          ({ code }) => failed(new Error(text(words[code] ?? denied))),
          options,
        )
      }),
    [text],
  )
}
