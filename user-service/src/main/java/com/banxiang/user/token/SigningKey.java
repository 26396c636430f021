package com.banxiang.user.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.crypto.KeyAgreement;

/**
 * A key pair that signs tokens, with what signs and what is shown.
 * <p>
 * Only the private half is configured, so that the two can't be mixed up. The public half is computed: agreeing with the
 * curve's own base point gives its first coordinate, the curve gives two candidates for the second, and a trial
 * signature tells them apart.
 */
record SigningKey(JWSSigner signer, ECKey shown) {

    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final byte[] TRIAL = "which of the two is it".getBytes(US_ASCII);

    /** Fails with {@link IllegalArgumentException} on anything but a P-256 key. */
    static SigningKey of(SigningSettings.Key settings) {
        try {
            var encoded = Base64.getMimeDecoder().decode(settings.privateKey());
            var key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (!Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
                throw new IllegalArgumentException("key %s: no P-256 key".formatted(settings.kid()));
            }
            var shown = new ECKey.Builder(Curve.P_256, publicHalf(key))
                    .keyID(settings.kid())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .build();
            return new SigningKey(new ECDSASigner(key), shown);
        } catch (GeneralSecurityException | JOSEException unfit) {
            throw new IllegalArgumentException("key %s: no P-256 key".formatted(settings.kid()), unfit);
        }
    }

    private static ECPublicKey publicHalf(ECPrivateKey key) throws GeneralSecurityException {

        var curve = key.getParams();
        var prime = ((ECFieldFp) curve.getCurve().getField()).getP();
        var x = agreedWith(curve.getGenerator(), key);
        var square = x.modPow(THREE, prime)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(prime);
        // The prime is 3 modulo 4, so this power is a root.
        var y = square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);

        var candidate = publicKey(new ECPoint(x, y), curve);
        return belongTogether(key, candidate) ? candidate : publicKey(new ECPoint(x, prime.subtract(y)), curve);
    }

    private static BigInteger agreedWith(ECPoint base, ECPrivateKey key) throws GeneralSecurityException {

        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(publicKey(base, key.getParams()), true);
        return new BigInteger(1, agreement.generateSecret());
    }

    private static ECPublicKey publicKey(ECPoint point, ECParameterSpec curve) throws GeneralSecurityException {
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    private static boolean belongTogether(ECPrivateKey key, ECPublicKey candidate) throws GeneralSecurityException {

        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(TRIAL);
        var signed = signature.sign();
        signature.initVerify(candidate);
        signature.update(TRIAL);
        return signature.verify(signed);
    }
}
