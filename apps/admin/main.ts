import { mountApp } from '@lianke/ui'
import { pages, panels } from './pages.ts'

const element = document.getElementById('root')
if (element) mountApp(element, { pages, panels })
