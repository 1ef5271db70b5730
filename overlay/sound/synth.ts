/** One voice of a cue. Times in seconds from the cue's start, pitch in hertz. */
export interface Note {
  at: number
  pitch: number
  /** Where the pitch glides to. */
  to?: number
  length: number
  /** 1 is the cue's full level. */
  level: number
  /** Of noise, `pitch` is the middle of what is heard of it. */
  wave: OscillatorType | 'noise'
  /** Seconds until full level; 0.005 when left out. */
  attack?: number
}

interface Voice {
  source: AudioScheduledSourceNode
  output: AudioNode
  pitch: AudioParam
}

/** Head room: several voices sound together. */
const MASTER = 0.35

/**
 * Plays notes with WebAudio, so that no sound file has to be fetched. The
 * context is made at the first cue; a browser that wants a click first stays
 * silent, OBS does not ask.
 */
export class Synth {
  #context: AudioContext | null = null
  #noise: AudioBuffer | null = null

  /** `volume` from 0 to 1. */
  play(notes: Note[], volume: number) {
    if (volume <= 0) return
    const context = (this.#context ??= new AudioContext())
    if (context.state === 'suspended') {
      // Without permission it stays suspended; a late burst of old cues would be worse than none.
      void context.resume()
      return
    }

    const bus = context.createGain()
    bus.gain.value = MASTER * Math.min(1, volume)
    bus.connect(context.destination)
    for (const note of notes) this.#voice(context, bus, note)
  }

  #voice(context: AudioContext, bus: GainNode, note: Note) {
    const start = context.currentTime + note.at
    const end = start + note.length
    const envelope = context.createGain()
    envelope.gain.setValueAtTime(0.0001, start)
    envelope.gain.exponentialRampToValueAtTime(note.level, start + (note.attack ?? 0.005))
    envelope.gain.exponentialRampToValueAtTime(0.0001, end)

    const { source, output, pitch } =
      note.wave === 'noise' ? this.#hiss(context) : this.#tone(context, note.wave)
    pitch.setValueAtTime(note.pitch, start)
    if (note.to !== undefined) pitch.exponentialRampToValueAtTime(note.to, end)
    output.connect(envelope).connect(bus)
    source.start(start)
    source.stop(end)
  }

  #tone(context: AudioContext, wave: OscillatorType): Voice {
    const oscillator = context.createOscillator()
    oscillator.type = wave
    return { source: oscillator, output: oscillator, pitch: oscillator.frequency }
  }

  #hiss(context: AudioContext): Voice {
    this.#noise ??= whiteNoise(context)
    const source = context.createBufferSource()
    source.buffer = this.#noise
    source.loop = true
    const output = context.createBiquadFilter()
    output.type = 'bandpass'
    source.connect(output)
    return { source, output, pitch: output.frequency }
  }
}

/** A second of it. */
function whiteNoise(context: AudioContext): AudioBuffer {
  const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate)
  const samples = buffer.getChannelData(0)
  for (let at = 0; at < samples.length; at++) samples[at] = Math.random() * 2 - 1
  return buffer
}
