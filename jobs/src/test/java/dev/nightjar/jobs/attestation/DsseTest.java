package dev.nightjar.jobs.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Against the test vectors of the DSSE protocol, v1.0: "hello world" and its key. */
class DsseTest {

  private static final String TYPE = "http://example.com/HelloWorld";
  private static final BigInteger SECRET =
      new BigInteger(
          "97358161215184420915383655311931858321456579547487070936769975997791359926199");
  private static final ECPoint POINT =
      new ECPoint(
          new BigInteger(
              "46950820868899156662930047687818585632848591499744589407958293238635476079160"),
          new BigInteger(
              "5640078356564379163099075877009565129882514886557779369047442380624545832820"));

  @Test
  void thePreAuthenticationEncodingIsThePublishedOne() {
    assertThat(new String(Dsse.pae(TYPE, "hello world".getBytes(UTF_8)), UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    assertThat(new String(Dsse.pae("", new byte[0]), UTF_8)).isEqualTo("DSSEv1 0  0 ");
    assertThat(new String(Dsse.pae("é", "ü€".getBytes(UTF_8)), UTF_8))
        .as("lengths are of bytes")
        .isEqualTo("DSSEv1 2 é 5 ü€");
  }

  @Test
  void thePublishedSignatureFitsTheEncoding() throws Exception {
    ECPublicKey key =
        (ECPublicKey)
            KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(POINT, Curve.P256.parameters()));
    Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
    check.initVerify(key);
    check.update(Dsse.pae(TYPE, "hello world".getBytes(UTF_8)));
    assertThat(
            check.verify(
                Base64.getDecoder()
                    .decode(
                        "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJ"
                            + "PcIAriEGAHTVeCUjW2JIZA==")))
        .isTrue();
  }

  @Test
  void thePublishedSecretHasThePublishedPoint() {
    assertThat(Curve.P256.times(SECRET)).isEqualTo(POINT);
    assertThat(Curve.P256.times(Curve.P256.parameters().getOrder()))
        .isEqualTo(ECPoint.POINT_INFINITY);
  }
}
