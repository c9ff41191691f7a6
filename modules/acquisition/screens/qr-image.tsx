import { Icon, useText } from '@lianke/ui'
import QRCode from 'qrcode'
import { useEffect, useState } from 'react'
import { codeWords } from './code-words.ts'

/** The code's picture: the vendor's own where it can be reached, else drawn from its link. */
export const QrImage = ({ url, size, name }: { readonly url: string | null; readonly size: number; readonly name: string }) => {
  const text = useText()
  const [drawn, setDrawn] = useState<string | null>(null)
  const [reached, setReached] = useState(true)
  useEffect(() => setReached(true), [url])
  useEffect(() => {
    if (!url || reached) return
    let current = true
    QRCode.toDataURL(url, { width: size * 2, margin: 1 }).then(
      (data) => {
        if (current) setDrawn(data)
      },
      () => setDrawn(null),
    )
    return () => {
      current = false
    }
  }, [url, reached, size])
  const box = { width: size, height: size }
  if (!url)
    return (
      <span className="lk-qr none" style={box} role="img" aria-label={text(codeWords.qr_missing)}>
        <Icon name="qrcode" size={Math.min(28, size * 0.5)} />
        {size > 80 ? <span>{text(codeWords.qr_missing)}</span> : null}
      </span>
    )
  if (reached)
    return (
      <img className="lk-qr" style={box} src={url} alt={name} referrerPolicy="no-referrer" onError={() => setReached(false)} />
    )
  return drawn ? <img className="lk-qr" style={box} src={drawn} alt={name} /> : <span className="lk-qr" style={box} />
}

const canvasOf = async (url: string, name: string): Promise<string> => {
  const side = 1024
  const caption = 120
  const qr = document.createElement('canvas')
  await QRCode.toCanvas(qr, url, { width: side, margin: 2 })
  const sheet = document.createElement('canvas')
  sheet.width = side
  sheet.height = side + caption
  const ink = sheet.getContext('2d')
  if (!ink) return qr.toDataURL('image/png')
  ink.fillStyle = '#ffffff'
  ink.fillRect(0, 0, side, side + caption)
  ink.drawImage(qr, 0, 0)
  ink.fillStyle = '#171d2b'
  ink.font = '600 52px sans-serif'
  ink.textAlign = 'center'
  ink.fillText(name, side / 2, side + 44, side - 80)
  return sheet.toDataURL('image/png')
}

/** Saves the code with its name under it, large enough for print. The vendor's own picture is taken as it is where it may be read. */
export const downloadQr = async (url: string, name: string): Promise<void> => {
  const link = document.createElement('a')
  link.download = `${name}.png`
  try {
    const answer = await fetch(url, { referrerPolicy: 'no-referrer' })
    if (!answer.ok || !answer.headers.get('content-type')?.startsWith('image/')) throw new Error('not a picture')
    link.href = URL.createObjectURL(await answer.blob())
  } catch {
    // The vendor's picture cannot be read from here: ours carries the same link.
    link.href = await canvasOf(url, name)
  }
  link.click()
}
