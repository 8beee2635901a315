import type { DeskWarningCode } from '@cronista/desk/api'
import type { DeskFailureCode } from '../api/desk-failure.ts'

export const failuresEs: Readonly<Record<DeskFailureCode, string>> = {
  'approved-already': 'Usted ya aprobó esta prueba. Falta la otra persona.',
  'card-foreign':
    'Esa tarjeta no pertenece a esta redacción, o es la de este mismo dispositivo. Pida la del otro.',
  'card-malformed':
    'Eso no es una tarjeta completa y firmada por su dispositivo. Vuelva a copiarla entera.',
  'changed-meanwhile': 'Alguien más lo cambió mientras tanto. Vuelva a verlo antes de decidir.',
  'consent-missing':
    'Eso dice más de lo que consta que la fuente aceptó. Anote con qué palabras aceptó y qué día, o deje el nivel como estaba.',
  'gate-blocked':
    'No se hizo: la nota dice más de lo acordado, o falta algo que debe constar. La lista de esta columna dice qué y dónde.',
  'desk-is-older-copy':
    'Esta mesa es una copia anterior de sí misma, y no admite ni publica nada. Use la copia más reciente.',
  'desk-waiting': 'Esta mesa todavía no está admitida; antes necesita su bienvenida.',
  'digest-changed':
    'Lo propuesto ya no es lo que muestra esta página. Lea lo que está propuesto ahora.',
  'hold-not-over': 'La reserva no ha terminado.',
  'move-impossible':
    'La nota ya no está donde esto se puede hacer; puede que la otra mesa se haya adelantado.',
  'release-pending':
    'Hay una publicación en camino, o una que esta mesa ya firmó y todavía puede salir. Espere a que esté en el sitio.',
  'story-incomplete': 'A la nota todavía le falta algo; la lista dice qué y dónde.',
  'update-malformed':
    'La mesa no pudo leer lo que se escribió aquí y no guardó nada de ello. Copie lo más reciente y recargue la página.',
  'welcome-refused':
    'Esa bienvenida no es para esta tarjeta, o no la hizo alguien de esta redacción. Pida otra.',
  'bearer-needed': 'La mesa ya no reconoce esta página. Vuelva a abrirla.',
  busy: 'La mesa está ocupada con otro intento de abrirla. Espere un momento e intente de nuevo.',
  internal: 'Algo falló dentro de la mesa. Su terminal dice más.',
  'journal-damaged':
    'La bitácora de la mesa está dañada: una entrada no corresponde a la anterior. No escriba en ella; parta de una copia.',
  'letter-empty': 'La respuesta está vacía.',
  'letter-malformed':
    'La respuesta lleva caracteres que no se pueden enviar. Borre lo último que pegó y escríbalo a mano.',
  'not-found': 'La mesa no tiene lo que se pidió.',
  'protection-unfindable':
    'Eso no se anotó: es tan corto o tan común que la revisión no lo puede distinguir en una nota. Anótelo junto con otra palabra, por ejemplo el nombre completo.',
  'pen-name-taken':
    'Ya hay una firma así. Quien lea tomaría a dos personas por una sola: elija otra.',
  'reply-too-long': 'La respuesta pasa de 100,000 caracteres. Envíela en dos.',
  'request-foreign':
    'La mesa rechazó una petición que no venía de su propia página. Abra la dirección que muestra la terminal.',
  'request-malformed':
    'La mesa no entendió a esta página. Recárguela; si no sirve, es que son de versiones distintas.',
  'storage-damaged':
    'Lo que la mesa tenía guardado está dañado. No siga escribiendo; parta de una copia.',
  'storage-failed':
    'La mesa no pudo escribir en el disco. Puede estar lleno o ya no admitir escritura.',
  'thread-without-reply-key':
    'Ya ninguna respuesta puede llegarle a quien escribió: pasaron tres semanas sin noticias y la llave con que se le respondía se borró. Si vuelve a escribir, podrá responder.',
  'token-needed':
    'Ahora no basta la frase de acceso: abra la dirección más reciente que mostró la terminal. Lleva una clave que sirve una sola vez.',
  'too-large': 'Es más de lo que la mesa acepta de una vez.',
  'vault-damaged':
    'La bóveda de la mesa está dañada y no se puede abrir ni con la frase correcta. Parta de una copia.',
  'vault-missing':
    'Esta mesa todavía no tiene bóveda. Se crea en la terminal, al preparar la mesa.',
  'wrong-passphrase':
    'Esa no es la frase de acceso. Con cada error, la espera siguiente es más larga.',
  'desk-unreachable':
    'El programa de la mesa en esta computadora no contesta. Lo que ha escrito sigue aquí mientras la página esté abierta; se vuelve a intentar.',
  'answer-malformed':
    'La mesa contestó algo que esta página no entiende. Recárguela; si no sirve, es que son de versiones distintas.',
}

export const warningsEs: Readonly<Record<DeskWarningCode, string>> = {
  'batch-refused':
    'El servidor público rechazó un lote de esta mesa, que dejó de enviar. Puede ser una copia anterior; use la más reciente.',
  'entry-refused':
    'Otra mesa escribió en la bitácora en nombre de quien no es. Esa entrada no se tomó en cuenta; hable con su colega.',
  'journal-forked':
    'Un dispositivo escribió dos versiones distintas de su propia bitácora. Deje de usarlo y hablen en persona antes de publicar.',
  'journal-reordered':
    'Entradas de la bitácora llegaron sin seguir a las anteriores. No se tomaron en cuenta; puede que el servidor público las haya alterado.',
  'journal-withheld':
    'Otra mesa escribió algo que el servidor público no ha entregado. Mientras no llegue, aquí puede faltar lo más reciente.',
  'relay-is-older-copy':
    'El servidor público olvidó lotes que ya tenía: parece una copia anterior. Esta mesa vuelve a enviar los suyos; pregunte a quien lo opera.',
  'release-blocked':
    'Hay una publicación en camino que, según lo que consta aquí, dice más de lo acordado con una fuente. Esta mesa no la firma ni la entrega: abra la nota, que muestra dónde, y devuélvala a borrador. Si no lo permite porque ya está firmada, publique antes otra cosa.',
  'release-differs':
    'La otra mesa preparó una publicación y, al armarla aquí, no salió lo mismo. No se firmó nada; comparen sus versiones.',
  'release-failed':
    'Falló dentro de la mesa una publicación; se vuelve a intentar. Su terminal dice más.',
  'release-foreign':
    'El servidor público muestra una publicación que esta redacción no firmó. Avise ya a quien lo opera: ese sitio no es el suyo.',
  'release-older':
    'El servidor público muestra una publicación anterior a la última, o ninguna. Los lectores ven un sitio viejo; avise a quien lo opera.',
  'release-refused':
    'El servidor público rechazó una publicación que firmaron las dos mesas. El sitio se queda como estaba.',
  'roster-draft-refused':
    'Esta mesa no firmó la nómina de dispositivos que propuso la otra: cambia algo más que las fechas, o los dos relojes no coinciden. Comparen los relojes y háblenlo antes de que venza la actual.',
  'roster-failed':
    'Falló dentro de la mesa la renovación de la nómina de dispositivos; se vuelve a intentar. Su terminal dice más.',
  'sync-failed':
    'Falló dentro de la mesa el intercambio con las otras; se vuelve a intentar. Su terminal dice más.',
  'cells-unreadable':
    'Algunas celdas, los sobres que mandan las páginas, se abrieron, pero lo de adentro venía mal formado. Se dejaron fuera; no afecta nada más.',
  'clock-differs':
    'Otra mesa firmó una hora posterior a la del reloj de esta computadora. Comparen los dos relojes; mientras tanto, aquí no se borra ninguna llave antes de tiempo.',
  'collector-failed':
    'La recolección falló dentro de la mesa; se vuelve a intentar. Su terminal dice más.',
  'desk-is-older-copy':
    'Esta mesa es una copia anterior: el servidor público ya publica una edición de este mismo dispositivo que aquí no consta. Para no contradecirla, ya no publica ediciones; use la copia más reciente.',
  'device-refused':
    'El servidor público no acepta las firmas de este dispositivo. Revise el reloj de la computadora; si está bien, el servidor todavía no recibe la nómina de dispositivos.',
  'edition-failed':
    'La edición que tocaba no se entregó; la mesa vuelve a intentar. Su terminal dice más.',
  'edition-full':
    'La edición está llena. Las respuestas se turnan, edición tras edición, hasta que alguien las lea.',
  'edition-refused':
    'El servidor público rechazó la última edición. Respuestas y acuses esperan hasta que acepte una.',
  'edition-withheld':
    'El servidor público dijo que tiene la edición más reciente de esta redacción, y muestra una anterior o ninguna. Mientras siga así, a quienes escriben no les llegan respuestas ni acuses nuevos. Pregunte a quien lo opera.',
  'mirror-differs':
    'Una máquina que guarda copias de lo que mandan las páginas entregó algo distinto de lo que entrega el servidor público, o se saltó un tramo. La mesa tomó en cuenta las dos versiones; averigüe cuál de las dos falla antes de volver a confiar en esa copia.',
  'parts-dropped': 'Se descartaron mensajes cuyas partes nunca se completaron.',
  'relay-unreachable':
    'El servidor público no contesta. Las celdas que ya recibió se quedan ahí hasta 14 días; la recolección sigue en cuanto conteste.',
  'roster-expired':
    'Venció la nómina de dispositivos de la redacción, que lleva sus llaves. Mientras no se renueve con la firma de dos personas, las páginas de quienes escriben no envían nada real.',
  'roster-keys-missing':
    'La nómina de dispositivos que propuso otra mesa lleva una llave cuya parte secreta no ha llegado aquí. Esta mesa no la firma mientras no llegue; si la otra está conectada y esto no termina, desconfíe de ella y hablen en persona.',
  'roster-not-cosigned':
    'La próxima nómina de dispositivos tiene una sola firma. Otra persona debe firmarla antes de que venza la actual.',
  'roster-refused': 'El servidor público rechazó la nómina de dispositivos de la redacción.',
  'segment-malformed':
    'El servidor público entrega dañado un tramo de lo que mandaron las páginas. La mesa lo vuelve a pedir antes de seguir sin él.',
  'segment-missing':
    'El servidor público ya no tiene un tramo de lo que mandaron las páginas, aunque está en su lista. La mesa lo vuelve a pedir antes de seguir sin él.',
  'segment-skipped':
    'Al menos un tramo de lo que mandaron las páginas fue retenido, se perdió o llegó dañado, y la mesa siguió sin él. Lo que solo estaba ahí no ha llegado; pregunte a quien opera el servidor.',
  'storage-failed':
    'La mesa no pudo escribir en el disco. Mientras no pueda, no se recolecta ni se acusa nada más.',
}
