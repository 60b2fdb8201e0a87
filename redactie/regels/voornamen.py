"""First names that are common in the Netherlands, to tell a person from a project."""

VOORNAMEN = frozenset(
    """
    aad aart abdel abdullah adri adriaan agnes ahmed albert alex alexander ali alice alie alwin
    amber amina amira amy an andre andrea andreas andries angela angelique anita anja anke ankie
    anna anne anneke annelies annemarie annet annette annie anouk anton antoon arend arie arjan
    arjen arno arthur astrid ayse babette barbara bart bas bastiaan ben benjamin bernadette
    bernard bert bertus betty bianca bjorn boudewijn bram brigitte bruno carla carlo carolien
    caroline casper cathy cees chantal charlotte chris christa christel christiaan christian
    christien christine cindy claire claudia coby cor corina corine corrie daan dagmar damian
    daniel danielle danny david debbie demi dennis desiree diana dick dieuwertje dimitri dirk
    dolf donald dorien dorine douwe eddy edith eduard edwin eefje eelco egbert elise elizabeth
    ellen ellie elly els elsbeth elske emiel emily emma emre eric erica erik erwin esmee ester
    esther eva evelien eveline evert fadima fatiha fatima fatma femke ferdinand ferry fleur
    floor floris frank frans fred frederik freek frits froukje gea geert geert-jan geertje
    gerard gerben gerda gerjan gerrie gerrit gert gertjan gertrude gijs ginny greet greetje guus
    hamza hanneke hannie hans harm harrie harry hassan heidi hein heleen helena helene hendrik
    hendrika henk henny henri henriette herman hetty hilda hilde hugo hui huub ibrahim ida ids
    ilse imke ina ineke inge ingeborg ingrid irene iris irma isa isabel ivo jaap jack jacob
    jacobus jacqueline jan jan-willem janine janna janneke jannie janny jasmijn jason jasper
    jeanette jeanne jelle jennifer jenny jeroen jesse jessica jet jill jim jo joan joanne job
    jochem joep johan johanna johannes john joke jolanda jolande jolien joop joost jordy jorien
    joris jorrit jos jose josephine joyce judith juliette jurgen jurriaan justin karel karen
    karim karin karlijn kars kees kelly kevin khadija kim kirsten klaartje klaas koen koos lars
    laura laurens lea lennart leo leon leonie leontien lidewij lieke lies liesbeth lilian linda
    lisa lisanne lizzy loes lotte louis louise luc lucas lucia ludo luuk lydia maaike maarten
    maartje machteld madelon magda malika mandy manon marc marcel margot margreet margriet maria
    marian marianne marieke marielle marije marijke marijn marina marinus mario marion marissa
    marja marjan marjo marjolein mark marleen marlies marloes martha martijn martin martine
    martje marvin mathijs matthijs maud maurice maurits max melanie melissa merel meryem michael
    michel michiel mieke mike milan mira miranda miriam mohamed mohammed monique mounir mustafa
    myrthe nadia nadine naomi natalie natasja nathalie nelleke nico nicolaas nicole niek niels
    nienke nina noor noortje nora nynke olaf olga omar onno oscar otto pascal patricia patrick
    paul paula paulien pauline peggy perry peter petra pien piet pieter pim rachel rachid ralph
    ramon raoul rashid raymond rebecca reinier remco renate rene renee ria rianne richard rick
    rik rina rinus rita rob robbert robert robin roderick roel roelof roland romy ron ronald
    roos rosa rosalie ruben rudi rudolf ruth ruud sabine said samantha samira sander sandra
    sanne sara sarah saskia sebastiaan selma sem sharon sietske sigrid silvia simon simone sjaak
    sjoerd sofie sonja sophie stan stef stefan stephanie steven stijn suzan suzanne sven sylvia
    tamara tanja tara teun teunis thea theo thijs thom thomas tim timo tine tineke tjeerd
    tjitske tom ton tonnie toon trees trijntje truus twan ursula valerie vera veronique victor
    vincent wendy wesley wiebe wieke wiel wil wilfred wilhelmina willeke willem willemijn wilma
    wim wouter yara yasmin youssef yvette yvonne zeynep
    """.split()  # noqa: SIM905 (readable)
)
