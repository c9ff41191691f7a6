import { mountPhone } from '@lianke/ui/phone/app'
import { chatApps, pages, panels } from './pages.ts'

const element = document.getElementById('root')
if (element) mountPhone(element, { pages, panels, chatApps })
