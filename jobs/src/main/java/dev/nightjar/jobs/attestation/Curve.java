package dev.nightjar.jobs.attestation;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/** A NIST curve, and the signature algorithm that belongs to it. */
enum Curve {
  P256("secp256r1", "SHA256withECDSA"),
  P384("secp384r1", "SHA384withECDSA"),
  P521("secp521r1", "SHA512withECDSA");

  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private final String name;
  private final String algorithm;

  Curve(String name, String algorithm) {
    this.name = name;
    this.algorithm = algorithm;
  }

  /** The JDK's name of ECDSA with this curve's hash. */
  String algorithm() {
    return algorithm;
  }

  /** The curve of a key; throws {@link SignatureException} when it is none of these. */
  static Curve of(ECKey key) throws SignatureException {
    for (Curve curve : values()) {
      ECParameterSpec mine = curve.parameters();
      ECParameterSpec theirs = key.getParams();
      if (mine.getCurve().equals(theirs.getCurve())
          && mine.getGenerator().equals(theirs.getGenerator())
          && mine.getOrder().equals(theirs.getOrder())) {
        return curve;
      }
    }
    throw new SignatureException("the key's curve is none of P-256, P-384 and P-521");
  }

  ECParameterSpec parameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }

  /** The public point of a private scalar: the generator, so many times. */
  ECPoint times(BigInteger scalar) {
    ECParameterSpec parameters = parameters();
    BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
    BigInteger a = parameters.getCurve().getA();
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum, a, p);
      if (scalar.testBit(bit)) {
        sum = add(sum, parameters.getGenerator(), a, p);
      }
    }
    return sum;
  }

  private static ECPoint add(ECPoint left, ECPoint right, BigInteger a, BigInteger p) {
    if (left.equals(ECPoint.POINT_INFINITY)) {
      return right;
    }
    if (right.equals(ECPoint.POINT_INFINITY)) {
      return left;
    }
    BigInteger x1 = left.getAffineX();
    BigInteger y1 = left.getAffineY();
    BigInteger x2 = right.getAffineX();
    BigInteger y2 = right.getAffineY();
    BigInteger slope;
    if (!x1.equals(x2)) {
      slope = y2.subtract(y1).multiply(x2.subtract(x1).modInverse(p));
    } else if (y1.equals(y2) && y1.signum() != 0) {
      slope = x1.pow(2).multiply(THREE).add(a).multiply(y1.multiply(TWO).modInverse(p));
    } else {
      return ECPoint.POINT_INFINITY;
    }
    BigInteger x3 = slope.pow(2).subtract(x1).subtract(x2).mod(p);
    BigInteger y3 = slope.multiply(x1.subtract(x3)).subtract(y1).mod(p);
    return new ECPoint(x3, y3);
  }
}
