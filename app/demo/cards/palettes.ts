/** The colours of a picture: the sky from top to bottom, the land from far to near, what glows. */
export interface Palette {
  sky: [string, string, string]
  land: [string, string, string]
  /** The subject, its shade and its edge. */
  main: string
  shade: string
  light: string
  glow: string
}

export const DUSK: Palette = {
  sky: ['#1d2547', '#6a4a7c', '#f0a07a'],
  land: ['#4d4272', '#332e58', '#1c1a38'],
  main: '#d9a066',
  shade: '#8a5a44',
  light: '#fff0cf',
  glow: '#ffb45e',
}

export const DAWN: Palette = {
  sky: ['#4b86a8', '#a9cfc5', '#fbe8b8'],
  land: ['#6fa08f', '#44796f', '#255650'],
  main: '#c98a55',
  shade: '#7d5138',
  light: '#fff8e0',
  glow: '#ffe08a',
}

export const NIGHT: Palette = {
  sky: ['#0b1030', '#1b2c5e', '#3d5a91'],
  land: ['#26396b', '#18264d', '#0c1531'],
  main: '#b9c7e6',
  shade: '#6a7dab',
  light: '#f4f7ff',
  glow: '#9cc4ff',
}

export const EMBER: Palette = {
  sky: ['#1a0b1c', '#6b1a2b', '#f0662f'],
  land: ['#5e1d2c', '#3a1020', '#1b0712'],
  main: '#ffb13d',
  shade: '#b2411f',
  light: '#fff3c4',
  glow: '#ff7a2e',
}

export const DEEP: Palette = {
  sky: ['#06283a', '#0b5563', '#2fa39a'],
  land: ['#0d5a63', '#083e4b', '#042531'],
  main: '#f0cf77',
  shade: '#a07a35',
  light: '#f5ffe9',
  glow: '#7ff0d4',
}

export const STORM: Palette = {
  sky: ['#161a2b', '#39405f', '#7f86a6'],
  land: ['#3f4766', '#2a3049', '#161a2b'],
  main: '#8d93ad',
  shade: '#555b78',
  light: '#f7f9ff',
  glow: '#b9a4ff',
}

export const GROVE: Palette = {
  sky: ['#10302c', '#2f6b4f', '#b8c96a'],
  land: ['#2f6247', '#1d4735', '#0f2b22'],
  main: '#d8b36a',
  shade: '#84653a',
  light: '#fbf7d2',
  glow: '#d6f07a',
}

export const ARCANE: Palette = {
  sky: ['#150b38', '#4a2086', '#c05cc4'],
  land: ['#4a2478', '#301557', '#190a35'],
  main: '#e3c8ff',
  shade: '#8d63c9',
  light: '#fff4ff',
  glow: '#ff9df0',
}
