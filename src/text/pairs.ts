/** In lists of headers, parameters and errors, one field holds a name or the path to it, and another the value. */
export const holdsName = /^(?:name|key|field|header|param(?:eter)?|path|loc)$/i;
export const holdsValue = /^(?:(?:attribute)?value|input)$/i;
