/**
 * Signed statements about models, in the form of OpenSSF Model Signing (OMS) v1.0: an in-toto
 * statement in a DSSE envelope in a Sigstore bundle. Cryptography is the JDK's.
 */
@NullMarked
package dev.nightjar.jobs.attestation;

import org.jspecify.annotations.NullMarked;
