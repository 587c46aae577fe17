import assert from 'node:assert/strict';
import { plainMarkdown } from '../../../src/text/markdown.ts';
import { plainSentence, plainText, typedText, withIsolates } from '../../../src/text/plainText.ts';

const shown: readonly (readonly [what: string, text: string, shown: string])[] = [
  ['a bidirectional override', 'Acme\u202etxt.exe', 'Acme\\u202etxt.exe'],
  ['a bidirectional isolate', 'a\u2066b\u2069', 'a\\u2066b\\u2069'],
  ['marks of direction', '\u200ea\u200fb\u061cc', '\\u200ea\\u200fb\\u061cc'],
  ['an ANSI code', '\u001b[31mred\u009b0m', '\\u001b[31mred\\u009b0m'],
  ['NUL, bell, backspace and DEL', '\0\u0007\b\u007f', '\\u0000\\u0007\\u0008\\u007f'],
  ['a vertical tab, a form feed and a next line', 'a\v\f\u0085b', 'a\\u000b\\u000c\\u0085b'],
  ['separators of lines and paragraphs', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  ['what is no character', 'a\ufffeb\uffff', 'a\\ufffeb\\uffff'],
  ['a space of no width', 'ac\u200bme', 'ac\\u200bme'],
  ['a soft hyphen', 'ac\u00adme', 'ac\\u00adme'],
  ['a byte order mark, also at an end', '\ufeffacme\ufeff', '\\ufeffacme\\ufeff'],
  ['joiners between Latin letters', 'ac\u200dm\u200ce', 'ac\\u200dm\\u200ce'],
  ['joiners at the beginning and in a row', '\u200dक\u200d\u200d', '\\u200dक\u200d\\u200d'],
  ['variation selectors behind letters and digits', 'a\ufe0f1\ufe0f', 'a\\ufe0f1\\ufe0f'],
  ['joiners behind an accent or a blank letter', 'e\u0301\u200d \u115f\u200d', 'e\u0301\\u200d \\u115f\\u200d'],
  ['an interlinear annotation', 'a\ufff9b\ufffa\ufffb', 'a\\ufff9b\\ufffa\\ufffb'],
  ['fillers and other blank letters', '\u3164\u115f\u034f', '\\u3164\\u115f\\u034f'],
  ['tags beyond U+FFFF', 'a\u{e0041}', 'a\\u{e0041}'],
  ['halves of surrogate pairs', 'a\ud83d \ude80', 'a\\ud83d \\ude80'],
];

const unchanged: readonly (readonly [what: string, text: string])[] = [
  ['emoji with joiners, skin tones and selectors', '👩‍👩‍👧‍👦 👩🏽‍🚀 ❤️‍🔥 🏳️‍🌈 1️⃣ ☎︎'],
  ['Hindi with joiners', 'क्‍ष श्री क्‌ष'],
  ['Persian with a non-joiner', 'می‌خواهم'],
  ['Japanese with a variation selector', '葛\u{e0100}城'],
  ['Arabic signs that are seen', '\u06ddآية'],
  ['accents, also decomposed ones', 'Café Zoe\u0308'],
  ['what only looks like an escape', 'C:\\users \\u202e'],
  ['a name of 255 characters', 'x'.repeat(255)],
];

describe('Plain text', () => {
  for (const [what, text, expected] of shown) {
    it(`shows ${what} as escapes`, () => {
      assert.equal(plainText(text), expected);
    });
  }

  for (const [what, text] of unchanged) {
    it(`leaves ${what} alone`, () => {
      assert.equal(plainText(text), text);
    });
  }

  it('is one line: line breaks and tabs become a space, none at an end', () => {
    assert.equal(plainText('\n# Heading\r\n\r\n\tsecond\n'), '# Heading second');
  });

  it('has no tokens, also behind what becomes an escape', () => {
    assert.equal(plainText('a \u202eeyJhbGciOi.eyJpc3Mi.c2ln b'), 'a \\u202e(token) b');
  });

  it('has no links for a notification, also where a line break or a token stood between', () => {
    assert.equal(plainText('[a](command:x) [b]\n(command:x)'), '[a] (command:x) [b] (command:x)');
    assert.equal(plainText('[a]eyJhbGciOi'), '[a] (token)');
  });

  describe('that is too long', () => {
    it('ends with an ellipsis at the limit', () => {
      assert.equal(plainText('abcdef', 6), 'abcdef');
      assert.equal(plainText('abcdefg', 6), 'abcde…');
    });

    it('is cut between words where it is a sentence, and leaves no parenthesis open', () => {
      assert.equal(plainSentence('One (two three) four', 16), 'One (two…)');
      assert.equal(plainSentence('One (two three) four', 18), 'One (two three)…');
      assert.equal(plainSentence('One (two (three) four five', 22), 'One (two (three)…)');
      assert.equal(plainSentence('One (two three…', 15), 'One (two three…');
      assert.equal(plainSentence('1) One (two three) four', 19), '1) One (two…)');
    });

    it('is never longer than its limit as a sentence, whatever it opens', () => {
      for (const part of ['(', 'word (', '((', ') (', 'a(b']) {
        for (let limit = 10; limit < 60; limit++) {
          const sentence = plainSentence(part.repeat(200), limit);
          assert.ok(sentence.length <= limit, `${part} at ${limit}: ${sentence}`);
          assert.ok(sentence.split('(').length <= sentence.split(')').length, sentence);
        }
      }
    });

    it('is not cut within a surrogate pair, an emoji or a letter with its accents', () => {
      for (const character of ['🚀', '👩‍👩‍👧‍👦', '👩🏽', '🇩🇪', 'e\u0308\u0323', 'नि']) {
        const text = `ab${character}${'c'.repeat(40)}`;
        for (let limit = 4; limit < 3 + character.length; limit++) {
          assert.equal(plainText(text, limit), 'ab…', `${character} at ${limit}`);
        }
        assert.equal(plainText(text, 3 + character.length), `ab${character}…`);
      }
    });

    it('is not cut within an escape', () => {
      const text = `ab\u202e\u{e0041}${'c'.repeat(40)}`;
      const cuts = [3, 4, 8, 9, 10, 12, 17, 18].map((limit) => plainText(text, limit));
      const [first, second, third] = ['ab…', 'ab\\u202e…', 'ab\\u202e\\u{e0041}…'];
      assert.deepEqual(cuts, [first, first, first, second, second, second, second, third]);
    });

    it('is looked at no further than some KB, where no expression runs out of stack', () => {
      assert.equal(plainText(`eyJ${'a'.repeat(8_000_000)}`), '(token)…');
    });

    it('is nothing but the ellipsis where one character with a thousand accents is', () => {
      assert.equal(plainText(`a${'\u0301'.repeat(1000)}`), '…');
    });
  });
});

/** What a reader of Markdown makes of backslash escapes. */
const unescaped = (markdown: string) => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');

const markups: readonly (readonly [what: string, text: string])[] = [
  ['emphasis', '**bold** _it_ ~~gone~~'],
  ['a link with a command', '[go] (command:workbench.action.quit)'],
  ['a link in angle brackets', '<command:workbench.action.quit> <https://evil.example>'],
  ['an image', '![x] (https://evil.example/x.png)'],
  ['HTML', '<img src=x onerror=alert(1)><script>x</script><!-- -->'],
  ['entities, of a mark of direction too', 'a&#x202e;b&rlm;&amp;'],
  ['a web address', 'https://evil.example www.evil.example mail@evil.example'],
  ['an icon', '$(warning) $(sync~spin)'],
  ['code', '`code` ```fence'],
  ['a table', '|a|b| |-|-|'],
  ['a heading, a quote and a list', '# a > b - c + d 1. e === ---'],
  ['a reference', '[a]: https://evil.example "b"'],
  ['what is escaped already', '\\*a\\* \\\\'],
];

describe('Plain text in a notification', () => {
  it('is the same to a person, without what VS Code makes a link of', () => {
    // The expression with which VS Code finds them: `vs/base/common/linkedText.ts`.
    const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
    const text =
      'Organization [Update](command:workbench.action.quit) could not be read. See [a](https://b.example "c").';
    assert.match(text, link);
    assert.doesNotMatch(plainText(text), link);
    assert.equal(plainText(text).replaceAll(' ', ''), text.replaceAll(' ', ''));
  });
});

describe('A line that is shown', () => {
  for (const [text, shown] of [
    ['Acme in Production · 3 members', 'Acme in Production · 3 members'],
    ['Société Générale d’Électricité: Ω, Привет, 株式会社', 'Société Générale d’Électricité: Ω, Привет, 株式会社'],
    ['חברת הדוגמה in ייצור · 3 members', '\u2068חברת הדוגמה\u2069 in \u2068ייצור\u2069 · 3 members'],
    ['شركة (المثال) · المستأجر', '\u2068شركة (المثال\u2069) · \u2068المستأجر\u2069'],
    ['א, ב', '\u2068א\u2069, \u2068ב\u2069'],
  ] as const) {
    it(`has each name from right to left by itself: ${text}`, () => {
      assert.equal(withIsolates(plainText(text)), shown);
    });
  }
});

describe('What is typed or pasted', () => {
  it('begins and ends with what can be seen', () => {
    assert.equal(typedText(' \u202a\ufeffjane@acme.example\u202c \u200b\n'), 'jane@acme.example');
    for (const text of ['a\u200b b', '\u202ea', 'Prod ⚠️', '🏴\u{e0067}\u{e0062}\u{e007f}'])
      assert.equal(typedText(text), text);
    assert.equal(typedText('\u061cacme\u180e\u3164'), 'acme');
    assert.equal(typedText(' \u200b'), '');
    const long = `a${' '.repeat(1_000_000)}b`;
    assert.equal(typedText(long), long);
  });
});

describe('Plain Markdown', () => {
  for (const [what, text] of markups) {
    it(`shows ${what} as it is written`, () => {
      const markdown = plainMarkdown(text);
      assert.equal(unescaped(markdown).replaceAll('\u2060', ''), text);
      assert.doesNotMatch(markdown.replace(/\\[!-/:-@[-`{-~]/g, ''), /[!-/:-@[-`{-~]/, 'every mark has its backslash');
    });
  }

  it('has no beginning of an element or an icon, also where a renderer takes the backslashes away', () => {
    assert.doesNotMatch(unescaped(plainMarkdown('<img src=x> </b> <!-- $(sync~spin)')), /<[a-z/!]|\$\(/);
  });

  it('has the escapes of plain text, in one line', () => {
    assert.equal(plainMarkdown('a\u202e\n\nb'), 'a\\\\u202e b');
  });

  it('keeps spaces in a row apart, which HTML would join', () => {
    assert.equal(plainMarkdown('a   b c'), 'a\u00a0\u00a0 b c');
  });
});
