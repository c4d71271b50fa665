"""Names of countries as a reader in the United States or Mexico says them, by ISO 3166 code."""

from typing import Final

from screening.vocabulary import Language

_TABLE: Final = """
AD Andorra|Andorra
AE United Arab Emirates|Emiratos Árabes Unidos
AF Afghanistan|Afganistán
AG Antigua and Barbuda|Antigua y Barbuda
AI Anguilla|Anguila
AL Albania|Albania
AM Armenia|Armenia
AO Angola|Angola
AQ Antarctica|Antártida
AR Argentina|Argentina
AS American Samoa|Samoa Americana
AT Austria|Austria
AU Australia|Australia
AW Aruba|Aruba
AX Åland|Åland
AZ Azerbaijan|Azerbaiyán
BA Bosnia and Herzegovina|Bosnia y Herzegovina
BB Barbados|Barbados
BD Bangladesh|Bangladés
BE Belgium|Bélgica
BF Burkina Faso|Burkina Faso
BG Bulgaria|Bulgaria
BH Bahrain|Baréin
BI Burundi|Burundi
BJ Benin|Benín
BL Saint Barthélemy|San Bartolomé
BM Bermuda|Bermudas
BN Brunei|Brunéi
BO Bolivia|Bolivia
BQ Caribbean Netherlands|Caribe Neerlandés
BR Brazil|Brasil
BS Bahamas|Bahamas
BT Bhutan|Bután
BV Bouvet Island|Isla Bouvet
BW Botswana|Botsuana
BY Belarus|Bielorrusia
BZ Belize|Belice
CA Canada|Canadá
CC Cocos Islands|Islas Cocos
CD Democratic Republic of the Congo|República Democrática del Congo
CF Central African Republic|República Centroafricana
CG Congo|Congo
CH Switzerland|Suiza
CI Ivory Coast|Costa de Marfil
CK Cook Islands|Islas Cook
CL Chile|Chile
CM Cameroon|Camerún
CN China|China
CO Colombia|Colombia
CR Costa Rica|Costa Rica
CU Cuba|Cuba
CV Cape Verde|Cabo Verde
CW Curaçao|Curazao
CX Christmas Island|Isla de Navidad
CY Cyprus|Chipre
CZ Czechia|Chequia
DE Germany|Alemania
DJ Djibouti|Yibuti
DK Denmark|Dinamarca
DM Dominica|Dominica
DO Dominican Republic|República Dominicana
DZ Algeria|Argelia
EC Ecuador|Ecuador
EE Estonia|Estonia
EG Egypt|Egipto
EH Western Sahara|Sahara Occidental
ER Eritrea|Eritrea
ES Spain|España
ET Ethiopia|Etiopía
FI Finland|Finlandia
FJ Fiji|Fiyi
FK Falkland Islands|Islas Malvinas
FM Micronesia|Micronesia
FO Faroe Islands|Islas Feroe
FR France|Francia
GA Gabon|Gabón
GB United Kingdom|Reino Unido
GD Grenada|Granada
GE Georgia|Georgia
GF French Guiana|Guayana Francesa
GG Guernsey|Guernsey
GH Ghana|Ghana
GI Gibraltar|Gibraltar
GL Greenland|Groenlandia
GM Gambia|Gambia
GN Guinea|Guinea
GP Guadeloupe|Guadalupe
GQ Equatorial Guinea|Guinea Ecuatorial
GR Greece|Grecia
GS South Georgia|Georgia del Sur
GT Guatemala|Guatemala
GU Guam|Guam
GW Guinea-Bissau|Guinea-Bisáu
GY Guyana|Guyana
HK Hong Kong|Hong Kong
HM Heard and McDonald Islands|Islas Heard y McDonald
HN Honduras|Honduras
HR Croatia|Croacia
HT Haiti|Haití
HU Hungary|Hungría
ID Indonesia|Indonesia
IE Ireland|Irlanda
IL Israel|Israel
IM Isle of Man|Isla de Man
IN India|India
IO British Indian Ocean Territory|Territorio Británico del Océano Índico
IQ Iraq|Irak
IR Iran|Irán
IS Iceland|Islandia
IT Italy|Italia
JE Jersey|Jersey
JM Jamaica|Jamaica
JO Jordan|Jordania
JP Japan|Japón
KE Kenya|Kenia
KG Kyrgyzstan|Kirguistán
KH Cambodia|Camboya
KI Kiribati|Kiribati
KM Comoros|Comoras
KN Saint Kitts and Nevis|San Cristóbal y Nieves
KP North Korea|Corea del Norte
KR South Korea|Corea del Sur
KW Kuwait|Kuwait
KY Cayman Islands|Islas Caimán
KZ Kazakhstan|Kazajistán
LA Laos|Laos
LB Lebanon|Líbano
LC Saint Lucia|Santa Lucía
LI Liechtenstein|Liechtenstein
LK Sri Lanka|Sri Lanka
LR Liberia|Liberia
LS Lesotho|Lesoto
LT Lithuania|Lituania
LU Luxembourg|Luxemburgo
LV Latvia|Letonia
LY Libya|Libia
MA Morocco|Marruecos
MC Monaco|Mónaco
MD Moldova|Moldavia
ME Montenegro|Montenegro
MF Saint Martin|San Martín
MG Madagascar|Madagascar
MH Marshall Islands|Islas Marshall
MK North Macedonia|Macedonia del Norte
ML Mali|Malí
MM Myanmar|Myanmar
MN Mongolia|Mongolia
MO Macao|Macao
MP Northern Mariana Islands|Islas Marianas del Norte
MQ Martinique|Martinica
MR Mauritania|Mauritania
MS Montserrat|Montserrat
MT Malta|Malta
MU Mauritius|Mauricio
MV Maldives|Maldivas
MW Malawi|Malaui
MX Mexico|México
MY Malaysia|Malasia
MZ Mozambique|Mozambique
NA Namibia|Namibia
NC New Caledonia|Nueva Caledonia
NE Niger|Níger
NF Norfolk Island|Isla Norfolk
NG Nigeria|Nigeria
NI Nicaragua|Nicaragua
NL Netherlands|Países Bajos
NO Norway|Noruega
NP Nepal|Nepal
NR Nauru|Nauru
NU Niue|Niue
NZ New Zealand|Nueva Zelanda
OM Oman|Omán
PA Panama|Panamá
PE Peru|Perú
PF French Polynesia|Polinesia Francesa
PG Papua New Guinea|Papúa Nueva Guinea
PH Philippines|Filipinas
PK Pakistan|Pakistán
PL Poland|Polonia
PM Saint Pierre and Miquelon|San Pedro y Miquelón
PN Pitcairn|Islas Pitcairn
PR Puerto Rico|Puerto Rico
PS Palestine|Palestina
PT Portugal|Portugal
PW Palau|Palaos
PY Paraguay|Paraguay
QA Qatar|Catar
RE Réunion|Reunión
RO Romania|Rumania
RS Serbia|Serbia
RU Russia|Rusia
RW Rwanda|Ruanda
SA Saudi Arabia|Arabia Saudita
SB Solomon Islands|Islas Salomón
SC Seychelles|Seychelles
SD Sudan|Sudán
SE Sweden|Suecia
SG Singapore|Singapur
SH Saint Helena|Santa Elena
SI Slovenia|Eslovenia
SJ Svalbard and Jan Mayen|Svalbard y Jan Mayen
SK Slovakia|Eslovaquia
SL Sierra Leone|Sierra Leona
SM San Marino|San Marino
SN Senegal|Senegal
SO Somalia|Somalia
SR Suriname|Surinam
SS South Sudan|Sudán del Sur
ST São Tomé and Príncipe|Santo Tomé y Príncipe
SV El Salvador|El Salvador
SX Sint Maarten|Sint Maarten
SY Syria|Siria
SZ Eswatini|Esuatini
TC Turks and Caicos Islands|Islas Turcas y Caicos
TD Chad|Chad
TF French Southern Territories|Tierras Australes Francesas
TG Togo|Togo
TH Thailand|Tailandia
TJ Tajikistan|Tayikistán
TK Tokelau|Tokelau
TL East Timor|Timor Oriental
TM Turkmenistan|Turkmenistán
TN Tunisia|Túnez
TO Tonga|Tonga
TR Turkey|Turquía
TT Trinidad and Tobago|Trinidad y Tobago
TV Tuvalu|Tuvalu
TW Taiwan|Taiwán
TZ Tanzania|Tanzania
UA Ukraine|Ucrania
UG Uganda|Uganda
UM United States Minor Outlying Islands|Islas Ultramarinas de Estados Unidos
US United States|Estados Unidos
UY Uruguay|Uruguay
UZ Uzbekistan|Uzbekistán
VA Vatican City|Ciudad del Vaticano
VC Saint Vincent and the Grenadines|San Vicente y las Granadinas
VE Venezuela|Venezuela
VG British Virgin Islands|Islas Vírgenes Británicas
VI United States Virgin Islands|Islas Vírgenes de Estados Unidos
VN Vietnam|Vietnam
VU Vanuatu|Vanuatu
WF Wallis and Futuna|Wallis y Futuna
WS Samoa|Samoa
YE Yemen|Yemen
YT Mayotte|Mayotte
ZA South Africa|Sudáfrica
ZM Zambia|Zambia
ZW Zimbabwe|Zimbabue
"""


def _read(column: int) -> dict[str, str]:
    lines = _TABLE.strip().splitlines()
    return {line[:2]: line[3:].split("|")[column] for line in lines}


_NAMES: Final[dict[Language, dict[str, str]]] = {"en": _read(0), "es": _read(1)}


def country_name(code: str, language: Language) -> str:
    """The country's name, or "" for a code that is no country of today."""
    return _NAMES[language].get(code, "")


def country_codes() -> frozenset[str]:
    """The codes of all countries of today."""
    return frozenset(_NAMES["en"])
