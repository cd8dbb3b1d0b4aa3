// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension HTMLEntities {
    /// Names that HTML 5 added: letters, marks, arrows and symbols, not those of mathematics.
    ///
    /// Each with its scalar in hexadecimal.
    static let laterNames = """
        AMP=26 Abreve=102 Acy=410 Amacr=100 Aogon=104 ApplyFunction=2061 Bcy=411 Bernoullis=212C
        Bscr=212C CHcy=427 COPY=A9 Cacute=106 CapitalDifferentialD=2145 Cayleys=212D Ccaron=10C
        Ccirc=108 Cdot=10A Cedilla=B8 CenterDot=B7 Cfr=212D CloseCurlyDoubleQuote=201D
        CloseCurlyQuote=2019 Copf=2102 DD=2145 DJcy=402 DScy=405 DZcy=40F Darr=21A1 Dcaron=10E
        Dcy=414 DiacriticalAcute=B4 DiacriticalGrave=60 DifferentialD=2146 Dot=A8 DotDot=20DC
        DoubleDot=A8 DoubleDownArrow=21D3 DoubleLeftArrow=21D0 DoubleLeftRightArrow=21D4
        DoubleRightArrow=21D2 DoubleUpArrow=21D1 DoubleUpDownArrow=21D5 DownArrow=2193
        DownArrowUpArrow=21F5 DownLeftVector=21BD DownRightVector=21C1 DownTeeArrow=21A7
        Downarrow=21D3 Dstrok=110 ENG=14A Ecaron=11A Ecy=42D Edot=116 Emacr=112
        EmptySmallSquare=25FB EmptyVerySmallSquare=25AB Eogon=118 Equilibrium=21CC Escr=2130
        ExponentialE=2147 Fcy=424 FilledSmallSquare=25FC FilledVerySmallSquare=25AA Fouriertrf=2131
        Fscr=2131 GJcy=403 GT=3E Gbreve=11E Gcedil=122 Gcirc=11C Gcy=413 Gdot=120 HARDcy=42A Hat=5E
        Hcirc=124 Hfr=210C HilbertSpace=210B Hopf=210D Hscr=210B Hstrok=126 IEcy=415 IJlig=132
        IOcy=401 Icy=418 Idot=130 Ifr=2111 Im=2111 Imacr=12A ImaginaryI=2148 Implies=21D2
        InvisibleComma=2063 InvisibleTimes=2062 Iogon=12E Iscr=2110 Itilde=128 Iukcy=406 Jcirc=134
        Jcy=419 Jsercy=408 Jukcy=404 KHcy=425 KJcy=40C Kcedil=136 Kcy=41A LJcy=409 LT=3C Lacute=139
        Laplacetrf=2112 Larr=219E Lcaron=13D Lcedil=13B Lcy=41B LeftArrow=2190 LeftArrowBar=21E4
        LeftArrowRightArrow=21C6 LeftDownVector=21C3 LeftRightArrow=2194 LeftTeeArrow=21A4
        LeftUpVector=21BF LeftVector=21BC Leftarrow=21D0 Leftrightarrow=21D4 Lleftarrow=21DA
        Lmidot=13F LowerLeftArrow=2199 LowerRightArrow=2198 Lscr=2112 Lsh=21B0 Lstrok=141 Mcy=41C
        MediumSpace=205F Mellintrf=2133 Mscr=2133 NJcy=40A Nacute=143 Ncaron=147 Ncedil=145 Ncy=41D
        NegativeMediumSpace=200B NegativeThickSpace=200B NegativeThinSpace=200B
        NegativeVeryThinSpace=200B NewLine=A NoBreak=2060 NonBreakingSpace=A0 Nopf=2115 Ocy=41E
        Odblac=150 Omacr=14C OpenCurlyDoubleQuote=201C OpenCurlyQuote=2018 OverBar=203E Pcy=41F
        PlusMinus=B1 Poincareplane=210C Popf=2119 QUOT=22 Qopf=211A REG=AE Racute=154 Rarr=21A0
        Rcaron=158 Rcedil=156 Rcy=420 Re=211C ReverseEquilibrium=21CB Rfr=211C RightArrow=2192
        RightArrowBar=21E5 RightArrowLeftArrow=21C4 RightDownVector=21C2 RightTeeArrow=21A6
        RightUpVector=21BE RightVector=21C0 Rightarrow=21D2 Ropf=211D Rrightarrow=21DB Rscr=211B
        Rsh=21B1 SHCHcy=429 SHcy=428 SOFTcy=42C Sacute=15A Scedil=15E Scirc=15C Scy=421
        ShortDownArrow=2193 ShortLeftArrow=2190 ShortRightArrow=2192 ShortUpArrow=2191 Square=25A1
        TRADE=2122 TSHcy=40B TScy=426 Tab=9 Tcaron=164 Tcedil=162 Tcy=422 ThinSpace=2009
        TripleDot=20DB Tstrok=166 Uarr=219F Ubrcy=40E Ubreve=16C Ucy=423 Udblac=170 Umacr=16A
        UnderBar=5F Uogon=172 UpArrow=2191 UpArrowDownArrow=21C5 UpDownArrow=2195 UpTeeArrow=21A5
        Uparrow=21D1 Updownarrow=21D5 UpperLeftArrow=2196 UpperRightArrow=2197 Uring=16E Utilde=168
        Vcy=412 Verbar=2016 Vert=2016 VerticalLine=7C VeryThinSpace=200A Wcirc=174 YAcy=42F YIcy=407
        YUcy=42E Ycirc=176 Ycy=42B ZHcy=416 Zacute=179 Zcaron=17D Zcy=417 Zdot=17B
        ZeroWidthSpace=200B Zfr=2128 Zopf=2124 abreve=103 acy=430 af=2061 aleph=2135 amacr=101
        angst=C5 aogon=105 ast=2A backprime=2035 bcy=431 bernou=212C beth=2136 bigcirc=25EF
        bigstar=2605 bigtriangledown=25BD bigtriangleup=25B3 blacksquare=25AA blacktriangle=25B4
        blacktriangledown=25BE blacktriangleleft=25C2 blacktriangleright=25B8 blk12=2592 blk14=2591
        blk34=2593 block=2588 boxDL=2557 boxDR=2554 boxDl=2556 boxDr=2553 boxH=2550 boxHD=2566
        boxHU=2569 boxHd=2564 boxHu=2567 boxUL=255D boxUR=255A boxUl=255C boxUr=2559 boxV=2551
        boxVH=256C boxVL=2563 boxVR=2560 boxVh=256B boxVl=2562 boxVr=255F boxdL=2555 boxdR=2552
        boxhD=2565 boxhU=2568 boxuL=255B boxuR=2558 boxvH=256A boxvL=2561 boxvR=255E bprime=2035
        bsemi=204F bsol=5C bullet=2022 cacute=107 caret=2041 ccaron=10D ccirc=109 cdot=10B
        centerdot=B7 chcy=447 check=2713 checkmark=2713 cir=25CB circlearrowleft=21BA
        circlearrowright=21BB circledR=AE clubsuit=2663 colon=3A comma=2C commat=40 complexes=2102
        copysr=2117 cross=2717 cularr=21B6 curarr=21B7 curvearrowleft=21B6 curvearrowright=21B7
        daleth=2138 dash=2010 dcaron=10F dcy=434 dd=2146 ddagger=2021 ddarr=21CA dharl=21C3
        dharr=21C2 diamondsuit=2666 die=A8 div=F7 djcy=452 dollar=24 downarrow=2193
        downdownarrows=21CA downharpoonleft=21C3 downharpoonright=21C2 dscy=455 dstrok=111 dtri=25BF
        dtrif=25BE duarr=21F5 dzcy=45F ecaron=11B ecy=44D edot=117 ee=2147 ell=2113 emacr=113
        emsp13=2004 emsp14=2005 eng=14B eogon=119 equals=3D escr=212F excl=21 expectation=2130
        exponentiale=2147 fcy=444 female=2640 flat=266D fltns=25B1 gbreve=11F gcirc=11D gcy=433
        gdot=121 gimel=2137 gjcy=453 grave=60 gscr=210A hairsp=200A half=BD hamilt=210B hardcy=44A
        harrw=21AD hbar=210F hcirc=125 heartsuit=2665 hoarr=21FF hookleftarrow=21A9
        hookrightarrow=21AA horbar=2015 hslash=210F hstrok=127 hybull=2043 hyphen=2010 ic=2063
        icy=438 iecy=435 iff=21D4 ii=2148 iiota=2129 ijlig=133 imacr=12B imagline=2110 imagpart=2111
        imath=131 incare=2105 inodot=131 integers=2124 iocy=451 iogon=12F it=2062 itilde=129
        iukcy=456 jcirc=135 jcy=439 jsercy=458 jukcy=454 kcedil=137 kcy=43A kgreen=138 khcy=445
        kjcy=45C lAarr=21DA lacute=13A lagran=2112 larrb=21E4 larrhk=21A9 larrlp=21AB larrtl=21A2
        lbrace=7B lbrack=5B lcaron=13E lcedil=13C lcub=7B lcy=43B ldquor=201E ldsh=21B2
        leftarrow=2190 leftarrowtail=21A2 leftharpoondown=21BD leftharpoonup=21BC
        leftleftarrows=21C7 leftrightarrow=2194 leftrightarrows=21C6 leftrightharpoons=21CB
        leftrightsquigarrow=21AD lhard=21BD lharu=21BC lhblk=2584 ljcy=459 llarr=21C7 lltri=25FA
        lmidot=140 loarr=21FD looparrowleft=21AB looparrowright=21AC lowbar=5F lozenge=25CA lpar=28
        lrarr=21C6 lrhar=21CB lsh=21B0 lsqb=5B lsquor=201A lstrok=142 ltri=25C3 ltrif=25C2 male=2642
        malt=2720 maltese=2720 map=21A6 mapsto=21A6 mapstodown=21A7 mapstoleft=21A4 mapstoup=21A5
        marker=25AE mcy=43C mho=2127 midast=2A mldr=2026 nLeftarrow=21CD nLeftrightarrow=21CE
        nRightarrow=21CF nacute=144 napos=149 natur=266E natural=266E naturals=2115 ncaron=148
        ncedil=146 ncy=43D neArr=21D7 nearr=2197 nearrow=2197 nhArr=21CE nharr=21AE njcy=45A
        nlArr=21CD nlarr=219A nldr=2025 nleftarrow=219A nleftrightarrow=21AE nrArr=21CF nrarr=219B
        nrightarrow=219B num=23 numero=2116 numsp=2007 nwArr=21D6 nwarr=2196 nwarrow=2196 ocy=43E
        odblac=151 olarr=21BA omacr=14D orarr=21BB order=2134 orderof=2134 oscr=2134 pcy=43F
        percnt=25 period=2E pertenk=2031 phmmat=2133 phone=260E planck=210F planckh=210E plankv=210F
        plus=2B pm=B1 primes=2119 puncsp=2008 qprime=2057 quaternions=210D quest=3F rAarr=21DB
        racute=155 rarrb=21E5 rarrhk=21AA rarrlp=21AC rarrtl=21A3 rarrw=219D rationals=211A
        rbrace=7D rbrack=5D rcaron=159 rcedil=157 rcub=7D rcy=440 rdquor=201D rdsh=21B3 realine=211B
        realpart=211C reals=211D rect=25AD rhard=21C1 rharu=21C0 rightarrow=2192 rightarrowtail=21A3
        rightharpoondown=21C1 rightharpoonup=21C0 rightleftarrows=21C4 rightleftharpoons=21CC
        rightrightarrows=21C9 rightsquigarrow=219D rlarr=21C4 rlhar=21CC roarr=21FE rpar=29
        rrarr=21C9 rsh=21B1 rsqb=5D rsquor=2019 rtri=25B9 rtrif=25B8 rx=211E sacute=15B scedil=15F
        scirc=15D scy=441 seArr=21D8 searr=2198 searrow=2198 semi=3B sext=2736 sharp=266F shchcy=449
        shcy=448 slarr=2190 softcy=44C sol=2F spadesuit=2660 squ=25A1 square=25A1 squarf=25AA
        squf=25AA srarr=2192 star=2606 starf=2605 strns=AF sung=266A swArr=21D9 swarr=2199
        swarrow=2199 tcaron=165 tcedil=163 tcy=442 tdot=20DB tprime=2034 triangle=25B5
        triangledown=25BF triangleleft=25C3 triangleright=25B9 tridot=25EC tscy=446 tshcy=45B
        tstrok=167 twoheadleftarrow=219E twoheadrightarrow=21A0 ubrcy=45E ubreve=16D ucy=443
        udarr=21C5 udblac=171 uharl=21BF uharr=21BE uhblk=2580 ultri=25F8 umacr=16B uogon=173
        uparrow=2191 updownarrow=2195 upharpoonleft=21BF upharpoonright=21BE upuparrows=21C8
        uring=16F urtri=25F9 utilde=169 utri=25B5 utrif=25B4 uuarr=21C8 vArr=21D5 varr=2195 vcy=432
        verbar=7C vert=7C wcirc=175 wp=2118 xcirc=25EF xdtri=25BD xutri=25B3 yacy=44F ycirc=177
        ycy=44B yicy=457 yucy=44E zacute=17A zcaron=17E zcy=437 zdot=17C zeetrf=2128 zhcy=436
        zigrarr=21DD
        """
}
