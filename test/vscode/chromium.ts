import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { run } from './run.ts';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

// Latin, Arabic, Indic and East Asian letters in 8 MB.
const debianPackages = ['chromium', 'fonts-dejavu-core', 'fonts-freefont-ttf', 'fonts-droid-fallback'];

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Nobody looks at the windows of host tests, and painting them takes a quarter of the CPU time of these tests. They are
 * not there long enough for code that is optimized, or garbage that is collected at the same time, to pay.
 */
const unpainted = [
  '--disable-threaded-compositing',
  '--disable-software-rasterizer',
  '--js-flags=--no-opt,--single-threaded-gc',
];

/** The size of windows that nobody looks at, in pixels: they draw little. */
export const unseenViewport = { width: 480, height: 320 } as const;

// The programs that start it have their own answers to signals, and it ends with them.
const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/** Whether windows are shown on the screen, for a person who looks for the cause of a failure. */
export const isHeaded = process.env['ORGANIZATION_INSPECTOR_HEADED'] === '1';

/**
 * Starts the Chrome, Edge or Chromium of this machine; installs Chromium where there is none.
 * @param options.paints whether its pages can be seen, clicked and photographed, as they can when left out
 */
export async function launchBrowser({ paints = true } = {}): Promise<Browser> {
  const args = [...quiet, ...(paints ? [] : unpainted), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const installed = await launchInstalled(args);
  if (installed) return installed;
  await installChromium();
  const fresh = await launchInstalled(args);
  if (!fresh) throw new Error('No Chrome, Edge or Chromium starts on this machine.');
  return fresh;
}

async function launchInstalled(args: string[]): Promise<Browser | undefined> {
  const candidates: LaunchOptions[] = [
    ...programs.flatMap(onPath).map((executablePath) => ({ executablePath })),
    { channel: 'chrome' },
    { channel: 'msedge' },
    {},
  ];
  for (const candidate of candidates) {
    try {
      return await chromium.launch({ ...candidate, ...signals, args, headless: !isHeaded });
    } catch (error) {
      if (candidate.executablePath) console.error(`${candidate.executablePath} does not start:`, error);
    }
  }
  return undefined;
}

function onPath(program: string): string[] {
  const paths = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program));
  return paths.filter((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function installChromium(): Promise<void> {
  console.log('No Chrome, Edge or Chromium is installed: installing Chromium…');
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['-qq', 'update'], { env });
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...debianPackages], { env });
  } else {
    await run('playwright-core', ['install', 'chromium']);
  }
}
